"""Passages that a steward printed in several ways, in texts that SPDX lets vary there too, or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees

from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints
from openness.licensing.matching.identify import identify
from openness.licensing.matching.text import Text

TABLES = Path(__file__).parent / "answers"


def slot(original: str, match: str) -> str:
    return f'<<var;name="x";original="{original}";match="{match}">>'


TEMPLE = "59 Temple Place, Suite 330, Boston, MA 02111-1307"
FRANKLIN = "51 Franklin Street, Fifth Floor, Boston, MA 02110-1301"
BEFORE, AFTER = "A copy comes with it; if not,", "USA, and ask for one."
TEXTS = {
    "an address": f"{BEFORE} write to the Free Software Foundation, Inc., {TEMPLE} {AFTER}",
    "an address that may be any": f"{BEFORE} write to the Free Software Foundation, Inc., {slot(TEMPLE, '.+')} {AFTER}",
    "an address between slots": (
        f"{BEFORE} {slot('please', 'please|kindly')} write to the Free Software Foundation, Inc., {TEMPLE} USA"
        f" {slot('today', 'today|at once')}."
    ),
    "an address with two slots": (
        f"{BEFORE} {slot('write', 'write|send a letter|send a card')} to the Free Software Foundation, Inc.,"
        " 59 Temple Place, Suite 330, Boston, MA 02111-1307"
        f" {slot('USA', 'USA|United States of America|America')}."
    ),
    "an address with a slot that begins before it": (
        f"A copy comes with it; {slot('if not, write', 'if not, write|else write')} to the Free Software Foundation, Inc.,"
        f" {TEMPLE} {AFTER}"
    ),
    "an address with a slot that ends behind it": (
        f"{BEFORE} write to the Free Software Foundation, Inc., {TEMPLE} {slot('USA, and', 'USA, and|USA and')} ask."
    ),
    "two addresses": (
        f"{BEFORE} write to the Free Software Foundation, Inc., {TEMPLE} USA or"
        f" write to the Free Software Foundation, Inc., {FRANKLIN} USA."
    ),
    "an address that nobody printed": f"{BEFORE} write to the Free Software Foundation, Inc., Boston {AFTER}",
    "an address of others": f"{BEFORE} see http://www.gnu.org/ {AFTER}",
    "a page": f"{BEFORE} see <http://www.gnu.org/licenses/>.",
    "a page and an address": (
        f"{BEFORE} see http://www.gnu.org/copyleft/ or write to the Free Software Foundation, Inc., {TEMPLE} USA."
    ),
    "a page of the Foundation": "The Free Software Foundation, Inc. says more: see http://www.gnu.org/licenses/ and go on.",
    "pages in a row": "See http://www.gnu.org/licenses/ http://www.gnu.org/copyleft/ for both of them.",
    "pages in a row, turned round": "See http://www.gnu.org/copyleft/ http://www.gnu.org/licenses/ for both of them.",
    "a page at the beginning": "http://www.gnu.org/licenses/ has more of them.",
    "another host": "This is available with a FAQ at: http://scripts.sil.org/OFL and nowhere else.",
    "sections": "It has the requirements of Sections 3.1, 3.2, 3.3, 3.4 and 3.5 in all.",
    "sections, of which two are named": "It has the requirements of Section 3.1-3.5 in all.",
}  # fmt: skip


def known(text: str) -> Fingerprints:
    return Fingerprints.of(build({"Toy": [text]}))


def written(known: Fingerprints) -> Iterator[str]:
    """A text, and what each of its slots takes, as words."""
    every = (
        "write to the Free Software Foundation Inc 675 Mass Ave Cambridge MA 02139 59 Temple Place Suite 330 Boston MA"
    )
    every += " 02111 1307 51 Franklin Street St Fifth Floor 02110 1301 USA see http www gnu org licenses copyleft scripts sil"
    every += " OFL openfontlicense requirements of Section Sections 3.1 3.2 3.3 3.4 and 3.5 send a letter United States America"
    every += " please kindly card today at once if not else"
    words = known.spelling(every.split()) | {"\x01": "…"}
    text: Text = known.text(0)
    for slot in text.slots:
        default = " ".join(words.get(character, "?") for character in text.words[slot.start : slot.end])
        yield f"{slot.start}-{slot.end} {default!r}, a name of {slot.names}"
        for filling in slot.fillings:
            yield f"    {' '.join(words.get(character, '?') for character in filling)}"


def test_each_printing_of_a_steward_is_taken_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for what, text in TEXTS.items():
            yield f"# {what}"
            yield from written(known(text))

    agrees(TABLES / "printings.txt", rows())


def plain(template: str) -> str:
    """A template with what is printed in its slots."""
    before, *marks = template.split('<<var;name="x";original="')
    return before + "".join(mark.partition('"')[0] + mark.partition(">>")[2] for mark in marks)


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_with_printings_is_still_itself(what: str) -> None:
    assert [match.kind for match in identify(plain(TEXTS[what]), known(TEXTS[what]))] == ["exact"]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        (f"write to the Free Software Foundation, Inc., {FRANKLIN}, USA", "exact"),
        ("see <https://www.gnu.org/licenses/>", "exact"),
        ("write to the Free Software Foundation, Inc., 7 Kite Street, Boston, MA 02111-1307, USA", "modified"),
        ("see <https://www.kite.org/licenses/>", "modified"),
    ],
)
def test_a_copy_may_print_what_the_steward_printed_elsewhere_and_nothing_else(printed: str, kind: str) -> None:
    gate = (
        "Turn the nut to the left and the bolt to the right, until the gate is shut and the wind is out of the house."
    )
    whole = f"{gate} {TEXTS['an address']}"
    given = whole.replace(f"write to the Free Software Foundation, Inc., {TEMPLE} USA", printed)
    assert given != whole
    assert [match.kind for match in identify(given, known(whole))] == [kind]
