"""What the mentor's picture says in words."""

from core.digests.overview import FocusKept
from reports.charts.mentor_finding import find_overview
from tests.builders.pictures import a_student, an_overview


def test_the_title_counts_those_who_need_the_mentor() -> None:
    overview = an_overview(a_student("Mia", reason="Silent 3 days"), a_student("Noah"), a_student("Rosa"))

    assert ("1 of 3 needs you this week",) == find_overview(overview).title


def test_one_student_is_called_by_name() -> None:
    assert ("Mia is steady this week",) == find_overview(an_overview(a_student("Mia"))).title


def test_nobody_and_everybody_have_their_own_sentences() -> None:
    steady = an_overview(a_student("Mia"), a_student("Noah"))
    needing = an_overview(a_student("Mia", reason="a"), a_student("Noah", reason="b"))

    assert ("All 2 are steady this week",) == find_overview(steady).title
    assert ("All 2 need you this week",) == find_overview(needing).title


def test_a_late_check_in_counts_a_missed_one_does_not() -> None:
    overview = an_overview(
        a_student("Mia", checkins="●●○●●"), a_student("Noah", checkins="●●–●●"), a_student("Rosa")
    )

    assert "2 checked in every day" == find_overview(overview).subtitle


def test_the_focus_is_a_rate_only_from_ten_answers_on() -> None:
    students = (a_student("Mia"), a_student("Noah"))
    few = an_overview(*students, focus=FocusKept(text="no news", kept=4, asked=5))
    many = an_overview(
        *students, focus=FocusKept(text="no news", kept=8, asked=10, kept_before=6, asked_before=12)
    )

    assert find_overview(few).subtitle.endswith("Focus “no news” kept 4 of 5")
    assert find_overview(many).subtitle.endswith("Focus “no news” kept 80\u00a0%, 50\u00a0% the week before")


def test_the_footer_never_names_an_account_or_money() -> None:
    footer = find_overview(an_overview(a_student("Mia"), a_student("Noah"))).footer

    assert ("2 students", "Week 24, 8 – 12 Jun 2026", "in R", "Lisbon time") == footer


def test_a_mentor_without_students_reads_what_will_be_there() -> None:
    assert ("Your students’ week", "will stand here") == find_overview(an_overview()).title
