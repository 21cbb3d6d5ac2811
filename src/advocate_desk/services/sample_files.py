"""A document and a picture in Ceri's case: resources/sample/ceri_files.toml."""

from collections.abc import Iterator
from functools import partial

from advocate_desk.domain.attachment_rules import media_type_of, picture_of
from advocate_desk.domain.errors import Unreadable
from advocate_desk.services.document_ports import DrawnPages
from advocate_desk.services.keep_files import FileForm, KeepFiles, LookedInto
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_pictures import letter, street
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session


class _OurOwn:
    """A reader of documents for those made here: they need no looking into, and nobody opens them meanwhile."""

    def look(self, pdf: bytes) -> None:
        """Let it pass."""

    def draw(self, pdf: bytes, first: int) -> DrawnPages:
        """Refuse."""
        raise Unreadable


def file_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return each file at the moment it was added."""
    words = sample_words("ceri_files")
    made = ((words["letter"], letter(words["letter"]["lines"])), (words["picture"], street(words["picture"]["camera"])))
    for one, content in made:
        at = story.setting.clock.moment(one["days_ago"], *one["at"])
        yield Entry(sitting=sittings.author, at=at, act=partial(_add, story, one, content))


def _add(story: CaseStory, words: Table, content: bytes, session: Session) -> None:
    media_type = media_type_of(content)
    picture = picture_of(content, media_type)
    shown = picture.content if picture else content
    looked = LookedInto(media_type=media_type, shown=shown, as_it_came=content)
    form = FileForm(title=words["title"], note=words["note"])
    KeepFiles(session, _OurOwn()).keep(story.case.case_id, looked, form)
