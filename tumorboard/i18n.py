"""Translation: every text a user sees passes through here.

`N_` marks a text where it is declared, `_` translates it where it is shown, so that a declaration read once
at import still follows the language chosen later.
"""

import gettext

from tumorboard import resources

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def N_(text: str) -> str:
    """Mark a text for translation and return it unchanged."""
    return text


def _(text: str) -> str:
    """Return a text in the language of the user."""
    return _catalogue.gettext(text)


def plural(one: str, many: str, count: int) -> str:
    """Return the singular or plural text for a count, with `{count}` filled in."""
    return _catalogue.ngettext(one, many, count).format(count=count)


def capital(text: str) -> str:
    """Return a text with a capital first letter, unless it is written as nothing else is: mFOLFOX, pT3."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Return a label as it stands within a sentence, an abbreviation as it is."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]


def choose_language(languages: list[str]) -> None:
    """Take the first of the languages (such as `de`) that has a catalogue; English stands when none has."""
    global _catalogue
    _catalogue = gettext.translation(
        "tumorboard", localedir=str(resources.path("translations")), languages=languages, fallback=True
    )


def language() -> str:
    """Return the language the texts are in, such as `de` or `pt-BR`."""
    return _catalogue.info().get("language", "").replace("_", "-") or "en"
