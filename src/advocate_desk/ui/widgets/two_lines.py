"""A table cell of two lines: a name, and something quieter beneath."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from advocate_desk.ui.theme import Theme

SIDE = 10


class TwoLines(QStyledItemDelegate):
    """Paints the display text with the text of ``second_role`` beneath it."""

    def __init__(self, theme: Theme, second_role: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._second_role = theme, second_role

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        box = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        painter.save()
        first, second = self._letters(14, QFont.Weight.DemiBold), self._letters(12, QFont.Weight.Normal)
        heights = QFontMetrics(first).height(), QFontMetrics(second).height()
        top = box.top() + (box.height() - sum(heights)) // 2
        self._line(painter, first, "text", QRect(box.left(), top, box.width(), heights[0]), index.data())
        below = QRect(box.left(), top + heights[0], box.width(), heights[1])
        self._line(painter, second, "muted", below, index.data(self._second_role))
        painter.restore()

    def _line(self, painter: QPainter, letters: QFont, ink: str, box: QRect, text: object) -> None:
        painter.setFont(letters)
        painter.setPen(QColor(self._theme.colour(ink)))
        shown = QFontMetrics(letters).elidedText(str(text or ""), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _letters(self, pixels: int, weight: QFont.Weight) -> QFont:
        letters = QFont(QApplication.font())
        letters.setPixelSize(self._theme.px(pixels))
        letters.setWeight(weight)
        return letters
