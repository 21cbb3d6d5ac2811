from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.ui.widgets.page import ScrollPage


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
