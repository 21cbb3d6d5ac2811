from pathlib import Path

from PIL import Image

from advocate_desk.ui.register import EXHIBITS
from tools.make_screenshots import COLOURS, page, reduce_colours


def test_the_page_shows_every_picture_once_light_beside_dark() -> None:
    names = [f"{exhibit.name}-{look}" for exhibit in EXHIBITS for look in ("light", "dark")]
    shown = page(names)
    assert [shown.count(f'src="{name}.png"') for name in names] == [1] * len(names)


def test_a_screen_without_a_picture_shows_no_broken_one() -> None:
    assert "src=" not in page([])


def test_a_picture_keeps_its_size_and_few_colours(tmp_path: Path) -> None:
    full = Image.effect_noise((200, 100), 80).convert("RGB")
    full.save(tmp_path / "full.png")
    reduce_colours(tmp_path / "full.png", tmp_path / "few.png")
    with Image.open(tmp_path / "few.png") as few:
        assert few.size == (200, 100)
        assert len(few.getcolors() or ()) <= COLOURS
