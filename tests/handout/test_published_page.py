"""The page of the published case, held line by line against what the publication says."""

import re

import pytest

from tests.handout.cases import drawn, example, printed
from tests.handout.test_case_summary import words
from tumorboard.handout.case_words import lines

PAGE = printed(example("published"))
TEXT = f"{words(PAGE.head_left)} {words(PAGE.html)}"


@pytest.mark.parametrize(
    "fact",
    [
        "59 y at presentation, male",
        "Sep 2017, pT3 N1 M0 , AJCC 8, stated IIIA",
        "Liver invasion in the text; the captions of Figure 1 speak of liver metastasis.",
        "In or before Sep 2017: CA19-9 1,200 U/mL",
        "In or before Sep 2017 CT Abdomen Reduction in liver density",
        "In or before Sep 2017 PET-CT Metabolically active lesions in hepatic segments",
        "Cholecystectomy, Lymphadenectomy; Gallbladder, Liver Sep 2017: DFS 17.0–18.9 mo – R status not",
        "Gallbladder adenocarcinoma, moderately differentiated, with liver invasion",
        "Local, adjuvant External-beam radiotherapy, with S-1 In or after Sep 2017",
        "Curative line 1 , adjuvant S-1, with External-beam radiotherapy In or after Sep 2017, end not",
        "Second hepatectomy; Hepatic recurrence Mar 2019: DFS 11.0–13.0 mo",
        "Sep 2017 Resection Gallbladder ERBB2 (HER2) IHC Expression, positive",
        "Mar 2019 Resection Liver ERBB2 (HER2) IHC Expression, positive Still positive",
        "GP : gemcitabine + cisplatin, ×4 In or after Mar 2019, end not recorded",
        "Mar 2020 CT New right adrenal metastasis; called the baseline before treatment",
        "AS : nab-paclitaxel + S-1, ×2 Between Mar 2019 and May 2020: ≤ 15.0 mo PD Progression: Right",
        "Date not recorded Not recorded ERBB2 (HER2) NGS Amplification, 7.4-fold",
        "TMB Not recorded High",
        "Trastuzumab 6 mg/kg q3w + pyrotinib 400 mg/d, with Cryoablation, Right adrenal",
        "May 2020 – Aug 2021: 14.0–16.0 mo (stated 18 mo) Not recorded Progression: Right adrenal",
        "18 months stated, the dates allow 14.0–16.0 mo.",
        "Cryoablation, Right adrenal, with Trastuzumab + pyrotinib, with biopsy Between May 2020 and Feb",
        "Between May 2020 and Feb 2021 Adrenal metastasis Result unknown",
        "Feb 2021 CT Right adrenal lesion smaller and less dense after cryoablation: local control",
        "DP303c (stopped: Fatigue), ×3, Phase I trial of DP303c Between Aug 2021 and Jan 2022: ≤ 6.0 mo SD",
        "SD Patient withdrawal",
        "Fatigue Grade not recorded",
        "SBRT (CyberKnife), Right adrenal Jan 2022",
        "Feb 2022 CT Radiation changes around the right adrenal lesion",
        "Date not recorded : Adrenal hormones no abnormal change",
        "In or before Mar 2023 Not recorded Progression of the right adrenal metastasis after SBRT PD",
        "seeds, Right adrenal, indication: Progression of the right adrenal metastasis after SBRT Mar 2023",
        "Mar 2023 CT Position of the iodine-125 seeds in the right adrenal confirmed",
        "In or after Mar 2023 Not recorded New lung metastases",
        "Lenvatinib 12 mg/d + pembrolizumab 200 mg q3w ×2 (stopped: toxicity, Interstitial pneumonitis;",
        "In or after Mar 2023, ongoing SD Ongoing",
        "Pneumonitis 2 In or after Mar 2023, end not recorded Pembrolizumab",
        "Pembrolizumab: withdrawn, lenvatinib: no action",
        "now lenvatinib; alive Mar 2025, 89.0–90.9 mo since Sep 2017 (censored; stated 90 mo)",
        "State of disease: stable (Mar 2025)",
        "stated IIIA; the table gives IIIB",
        "seven years elsewhere in it",
        "ECOG: not recorded",
        "MSI: not recorded",
    ],
)
def test_what_the_publication_says_is_on_the_page(fact: str) -> None:
    """Nothing of it is lost, and nothing is told more precisely than it is there."""
    assert fact in TEXT


@pytest.mark.parametrize(
    "invented",
    [
        "negative",
        "is normal",
        "18 mo since",
        "≥",
        "OS 90",
        "R0",
        "M1",
        "Grade 2 Between",
        "7.4 copies",
        "mut/Mb",
    ],
)
def test_what_the_publication_does_not_say_is_not_on_the_page(invented: str) -> None:
    """No group is computed over the stated one, and no absence becomes a finding."""
    assert invented not in TEXT


def test_no_day_of_a_month_is_told_where_only_months_are_known() -> None:
    """The publication knows no single day."""
    for text in (TEXT, drawn(PAGE).words, *lines(example("published"))):
        assert not re.search(
            r"(?<!×)\b[0-3]?\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}", text
        )
