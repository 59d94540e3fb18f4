# prepare.sh: makes ready what running and testing need and touches only what is missing. Sourced, by scripts that
# have set `root`, the repository. Leaves `python`, the interpreter to go on with, and `lacking`, the platform
# plugins of Qt that the system cannot load yet.
# shellcheck shell=sh disable=SC2154

venv=$root/.venv

say() {
  printf '%s\n' "$*" >&2
}

give_up() {
  say "$@"
  exit 1
}

# prepare PART PLUGIN...: the packages of one part of the lock (run, test) and what the plugins need of the system.
prepare() {
  part=$1
  shift
  fresh=
  ready || install
  python=$venv/bin/python
  complete_system "$@"
}

# --- Python and its packages -----------------------------------------------------------------------------------

# What the packages in .venv follow from. Kept there once they are complete, so that the next start asks nobody.
state() {
  cksum < "$root/packaging/lock.txt"
  "$venv/bin/python" -c 'import sys; print(sys.version)' 2> /dev/null
}

ready() {
  [ -f "$venv/ready-$part" ] && [ "$(cat "$venv/ready-$part")" = "$(state)" ]
}

suits() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' > /dev/null 2>&1
}

# Debian keeps half of the venv module in a package of its own, so look for the half that may be missing.
makes_environments() {
  "$1" -c 'import ensurepip, venv' > /dev/null 2>&1
}

find_python() {
  python=
  for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
    suits "$candidate" || continue
    python=${python:-$candidate}
    if makes_environments "$candidate"; then
      python=$candidate
      return
    fi
  done
  [ -n "$python" ] || give_up 'TumorBoard needs Python 3.11 or newer, and none was found under the names python3, python3.11 and so on.'
  install_system "python3.$("$python" -c 'import sys; print(sys.version_info.minor)')-venv"
  makes_environments "$python" || give_up "Python's venv module is missing: $python cannot make the environment the program lives in."
}

install() {
  [ -w "$root" ] || give_up "TumorBoard sets itself up in $root/.venv, and that folder cannot be written to."
  find_python
  exec 9> "$root/.venv.lock"
  wait_for_turn
  ready || install_packages
  exec 9>&-
}

# Two starts at once: the second waits until the first is done, and a lock of the kernel's dies with its holder.
wait_for_turn() {
  "$python" -c '
import fcntl, sys
try:
    fcntl.flock(0, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("Another start is setting TumorBoard up; waiting for it.", file=sys.stderr)
    fcntl.flock(0, fcntl.LOCK_EX)
' <&9
}

# An installation that was broken off may have left a package half written, which pip would take for complete:
# such an environment is made anew.
install_packages() {
  fresh=yes
  say 'Setting up TumorBoard in .venv: about 100 MB are fetched, once.'
  if [ -e "$venv/unfinished" ] || ! suits "$venv/bin/python" || ! "$venv/bin/python" -m pip --version > /dev/null 2>&1; then
    rm -rf "$venv"
    mkdir "$venv"
    : > "$venv/unfinished"
    "$python" -m venv "$venv" || give_up 'The environment .venv could not be made; the lines above say why.'
  fi
  : > "$venv/unfinished"
  rm -f "$venv/ready-run" "$venv/ready-test"
  sed '/^# tests$/,$d' "$root/packaging/lock.txt" > "$venv/locked-run"
  cp "$root/packaging/lock.txt" "$venv/locked-test"
  PIP_USER=0 "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check \
    --no-deps --only-binary :all: --require-hashes -r "$venv/locked-$part" 9>&- \
    || give_up 'The packages could not be installed; the lines above say why. The network is needed for this, once.'
  # For whoever works in the environment, or links to it from a folder on the path.
  cat > "$venv/bin/tumorboard" << 'END'
#!/bin/sh
exec sh "$(dirname -- "$(readlink -f -- "$0")")/../../packaging/run" "$@"
END
  chmod +x "$venv/bin/tumorboard"
  # For those who may read this folder but not write to it; Python keeps up with later changes by itself.
  "$venv/bin/python" -m compileall -q "$root/tumorboard"
  state > "$venv/ready-run"
  [ "$part" = run ] || state > "$venv/ready-test"
  rm "$venv/unfinished"
}

# --- What the system has to bring ------------------------------------------------------------------------------

complete_system() {
  packages=$(missing_packages "$@")
  if [ -n "$packages" ]; then
    # shellcheck disable=SC2086 # one word a package
    install_system $packages
  fi
  lacking=
  for plugin; do
    [ -z "$(missing_libraries "$plugin")" ] || lacking="$lacking $plugin"
  done
}

missing_packages() {
  for plugin; do
    missing_libraries "$plugin" | while read -r library; do package_of "$library"; done
  done | sort -u
  # A program that is in place starts without, so that nobody who does without them is reminded each time; the
  # tests print in every script.
  if { [ -n "$fresh" ] || [ "$part" = test ]; } && [ "$(uname)" = Linux ]; then
    has_font '*.[ot]t[fc]' || echo fonts-dejavu-core
    # Without one, a Chinese, Japanese or Korean name would be missing from the page and from its text.
    has_font '*CJK*' || has_font 'DroidSansFallback*' || has_font 'wqy-*' || echo fonts-droid-fallback
  fi
  if [ "$part" = test ] && [ "$(uname)" = Linux ]; then
    command -v xvfb-run > /dev/null || echo xvfb
    command -v xauth > /dev/null || echo xauth
  fi
}

missing_libraries() {
  command -v ldd > /dev/null || return 0
  ldd "$venv"/lib/python3.*/site-packages/PySide6/Qt/plugins/platforms/"lib$1.so" 2> /dev/null \
    | awk '/=> not found/ { print $1 }' | sort -u
}

has_font() {
  find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.local/share/fonts" "${HOME:-/}/.fonts" \
    -name "$1" 2> /dev/null | grep -q .
}

# Debian names most packages after the library: libxcb-cursor.so.0 is in libxcb-cursor0.
package_of() {
  case $1 in
    libGL.so.1) echo libgl1 ;;
    libEGL.so.1) echo libegl1 ;;
    libGLX.so.0) echo libglx0 ;;
    libX11.so.6) echo libx11-6 ;;
    libX11-xcb.so.1) echo libx11-xcb1 ;;
    libdbus-1.so.3) echo libdbus-1-3 ;;
    libglib-2.0.so.0 | libgthread-2.0.so.0) echo libglib2.0-0 ;;
    libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
    libz.so.1) echo zlib1g ;;
    *) echo "$1" | sed 's/\.so\.//' ;;
  esac
}

# Debian 13 and Ubuntu 24.04 gave the libraries that keep time in 64 bits new names.
current_names() {
  for package; do
    if apt-cache show "${package}t64" > /dev/null 2>&1; then
      printf ' %st64' "$package"
    else
      printf ' %s' "$package"
    fi
  done
}

install_system() {
  if ! command -v apt-get > /dev/null; then
    say "The system lacks what Debian calls: $*"
    return
  fi
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif sudo -n true 2> /dev/null; then
    as_root='sudo -n'
  else
    say 'The system lacks something TumorBoard needs. To install it:'
    say "  sudo apt-get install --no-install-recommends$(current_names "$@")"
    return
  fi
  say "Installing from the system's packages: $*"
  $as_root apt-get -qq update || :
  # shellcheck disable=SC2046 # one word a package
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 install $(current_names "$@") < /dev/null > /dev/null || :
}
