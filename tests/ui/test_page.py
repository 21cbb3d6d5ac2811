from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words


def turn_wheel_over(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_scrolls_the_page_and_never_changes_a_choice(qtbot: QtBot) -> None:
    page, choice, tall = ScrollPage(), QComboBox(), QWidget()
    qtbot.addWidget(page)
    choice.addItems(["Consent given 20 November", "No consent: share on a lawful basis"])
    tall.setMinimumHeight(2000)
    page.body.addWidget(choice)
    page.body.addWidget(tall)
    page.resize(400, 300)
    page.show()
    turn_wheel_over(choice)
    assert choice.currentIndex() == 0
    assert page.verticalScrollBar().value() > 0


def test_what_is_on_a_page_is_measured_when_it_is_shown_and_not_at_each_step_before(theme: Theme, qtbot: QtBot) -> None:
    page, words, window = ScrollPage(), QLabel("Consent given 20 November"), QWidget()
    qtbot.addWidget(window)
    page.body.addWidget(words)
    QVBoxLayout(window).addWidget(page)
    assert not words.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    window.show()
    assert words.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    assert words.height() >= words.sizeHint().height()


def test_a_page_follows_a_larger_text_also_while_it_is_out_of_sight(theme: Theme, qtbot: QtBot) -> None:
    page, words = ScrollPage(), Words("Consent given 20 November", "page-title")
    qtbot.addWidget(page)
    page.body.addWidget(words)
    page.body.addStretch(1)
    page.show()
    before = words.height()
    page.hide()
    theme.set_scale(2.0)
    page.show()
    assert words.height() > before
