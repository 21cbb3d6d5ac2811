"""Compiled from ui/record_progress.ui by tools/build_ui.py. Edit that, not this."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QLabel, QSizePolicy,
    QVBoxLayout, QWidget)

from advocate_desk.ui.bounded_edit import (BoundedEdit, BoundedLine)

class Ui_ProgressForm(object):
    def setupUi(self, ProgressForm):
        if not ProgressForm.objectName():
            ProgressForm.setObjectName(u"ProgressForm")
        self.column = QVBoxLayout(ProgressForm)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.happened_at_field = QVBoxLayout()
        self.happened_at_field.setSpacing(4)
        self.happened_at_field.setObjectName(u"happened_at_field")
        self.happened_at_label = QLabel(ProgressForm)
        self.happened_at_label.setObjectName(u"happened_at_label")
        self.happened_at_label.setTextFormat(Qt.TextFormat.PlainText)

        self.happened_at_field.addWidget(self.happened_at_label)

        self.happened_at_hint = QLabel(ProgressForm)
        self.happened_at_hint.setObjectName(u"happened_at_hint")
        self.happened_at_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.happened_at_hint.setWordWrap(True)

        self.happened_at_field.addWidget(self.happened_at_hint)

        self.happened_at = BoundedLine(ProgressForm)
        self.happened_at.setObjectName(u"happened_at")

        self.happened_at_field.addWidget(self.happened_at)

        self.happened_at_read = QLabel(ProgressForm)
        self.happened_at_read.setObjectName(u"happened_at_read")
        self.happened_at_read.setTextFormat(Qt.TextFormat.PlainText)
        self.happened_at_read.setWordWrap(True)

        self.happened_at_field.addWidget(self.happened_at_read)

        self.happened_at_error = QLabel(ProgressForm)
        self.happened_at_error.setObjectName(u"happened_at_error")
        self.happened_at_error.setTextFormat(Qt.TextFormat.PlainText)
        self.happened_at_error.setWordWrap(True)

        self.happened_at_field.addWidget(self.happened_at_error)


        self.column.addLayout(self.happened_at_field)

        self.told_by_field = QVBoxLayout()
        self.told_by_field.setSpacing(4)
        self.told_by_field.setObjectName(u"told_by_field")
        self.told_by_label = QLabel(ProgressForm)
        self.told_by_label.setObjectName(u"told_by_label")
        self.told_by_label.setTextFormat(Qt.TextFormat.PlainText)

        self.told_by_field.addWidget(self.told_by_label)

        self.told_by_hint = QLabel(ProgressForm)
        self.told_by_hint.setObjectName(u"told_by_hint")
        self.told_by_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.told_by_hint.setWordWrap(True)

        self.told_by_field.addWidget(self.told_by_hint)

        self.told_by = BoundedLine(ProgressForm)
        self.told_by.setObjectName(u"told_by")

        self.told_by_field.addWidget(self.told_by)

        self.told_by_error = QLabel(ProgressForm)
        self.told_by_error.setObjectName(u"told_by_error")
        self.told_by_error.setTextFormat(Qt.TextFormat.PlainText)
        self.told_by_error.setWordWrap(True)

        self.told_by_field.addWidget(self.told_by_error)


        self.column.addLayout(self.told_by_field)

        self.reason_code_field = QVBoxLayout()
        self.reason_code_field.setSpacing(4)
        self.reason_code_field.setObjectName(u"reason_code_field")
        self.reason_code_label = QLabel(ProgressForm)
        self.reason_code_label.setObjectName(u"reason_code_label")
        self.reason_code_label.setTextFormat(Qt.TextFormat.PlainText)

        self.reason_code_field.addWidget(self.reason_code_label)

        self.reason_code = QComboBox(ProgressForm)
        self.reason_code.setObjectName(u"reason_code")

        self.reason_code_field.addWidget(self.reason_code)

        self.reason_code_error = QLabel(ProgressForm)
        self.reason_code_error.setObjectName(u"reason_code_error")
        self.reason_code_error.setTextFormat(Qt.TextFormat.PlainText)
        self.reason_code_error.setWordWrap(True)

        self.reason_code_field.addWidget(self.reason_code_error)


        self.column.addLayout(self.reason_code_field)

        self.reason_field = QVBoxLayout()
        self.reason_field.setSpacing(4)
        self.reason_field.setObjectName(u"reason_field")
        self.reason_label = QLabel(ProgressForm)
        self.reason_label.setObjectName(u"reason_label")
        self.reason_label.setTextFormat(Qt.TextFormat.PlainText)

        self.reason_field.addWidget(self.reason_label)

        self.reason = BoundedLine(ProgressForm)
        self.reason.setObjectName(u"reason")

        self.reason_field.addWidget(self.reason)

        self.reason_error = QLabel(ProgressForm)
        self.reason_error.setObjectName(u"reason_error")
        self.reason_error.setTextFormat(Qt.TextFormat.PlainText)
        self.reason_error.setWordWrap(True)

        self.reason_field.addWidget(self.reason_error)


        self.column.addLayout(self.reason_field)

        self.outcome_field = QVBoxLayout()
        self.outcome_field.setSpacing(4)
        self.outcome_field.setObjectName(u"outcome_field")
        self.outcome_label = QLabel(ProgressForm)
        self.outcome_label.setObjectName(u"outcome_label")
        self.outcome_label.setTextFormat(Qt.TextFormat.PlainText)

        self.outcome_field.addWidget(self.outcome_label)

        self.outcome = QComboBox(ProgressForm)
        self.outcome.setObjectName(u"outcome")

        self.outcome_field.addWidget(self.outcome)

        self.outcome_error = QLabel(ProgressForm)
        self.outcome_error.setObjectName(u"outcome_error")
        self.outcome_error.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome_error.setWordWrap(True)

        self.outcome_field.addWidget(self.outcome_error)


        self.column.addLayout(self.outcome_field)

        self.expected_on_field = QVBoxLayout()
        self.expected_on_field.setSpacing(4)
        self.expected_on_field.setObjectName(u"expected_on_field")
        self.expected_on_label = QLabel(ProgressForm)
        self.expected_on_label.setObjectName(u"expected_on_label")
        self.expected_on_label.setTextFormat(Qt.TextFormat.PlainText)

        self.expected_on_field.addWidget(self.expected_on_label)

        self.expected_on_hint = QLabel(ProgressForm)
        self.expected_on_hint.setObjectName(u"expected_on_hint")
        self.expected_on_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.expected_on_hint.setWordWrap(True)

        self.expected_on_field.addWidget(self.expected_on_hint)

        self.expected_on = BoundedLine(ProgressForm)
        self.expected_on.setObjectName(u"expected_on")

        self.expected_on_field.addWidget(self.expected_on)

        self.expected_on_read = QLabel(ProgressForm)
        self.expected_on_read.setObjectName(u"expected_on_read")
        self.expected_on_read.setTextFormat(Qt.TextFormat.PlainText)
        self.expected_on_read.setWordWrap(True)

        self.expected_on_field.addWidget(self.expected_on_read)

        self.expected_on_error = QLabel(ProgressForm)
        self.expected_on_error.setObjectName(u"expected_on_error")
        self.expected_on_error.setTextFormat(Qt.TextFormat.PlainText)
        self.expected_on_error.setWordWrap(True)

        self.expected_on_field.addWidget(self.expected_on_error)


        self.column.addLayout(self.expected_on_field)

        self.review_on_field = QVBoxLayout()
        self.review_on_field.setSpacing(4)
        self.review_on_field.setObjectName(u"review_on_field")
        self.review_on_label = QLabel(ProgressForm)
        self.review_on_label.setObjectName(u"review_on_label")
        self.review_on_label.setTextFormat(Qt.TextFormat.PlainText)

        self.review_on_field.addWidget(self.review_on_label)

        self.review_on_hint = QLabel(ProgressForm)
        self.review_on_hint.setObjectName(u"review_on_hint")
        self.review_on_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.review_on_hint.setWordWrap(True)

        self.review_on_field.addWidget(self.review_on_hint)

        self.review_on = BoundedLine(ProgressForm)
        self.review_on.setObjectName(u"review_on")

        self.review_on_field.addWidget(self.review_on)

        self.review_on_read = QLabel(ProgressForm)
        self.review_on_read.setObjectName(u"review_on_read")
        self.review_on_read.setTextFormat(Qt.TextFormat.PlainText)
        self.review_on_read.setWordWrap(True)

        self.review_on_field.addWidget(self.review_on_read)

        self.review_on_error = QLabel(ProgressForm)
        self.review_on_error.setObjectName(u"review_on_error")
        self.review_on_error.setTextFormat(Qt.TextFormat.PlainText)
        self.review_on_error.setWordWrap(True)

        self.review_on_field.addWidget(self.review_on_error)


        self.column.addLayout(self.review_on_field)

        self.note_field = QVBoxLayout()
        self.note_field.setSpacing(4)
        self.note_field.setObjectName(u"note_field")
        self.note_label = QLabel(ProgressForm)
        self.note_label.setObjectName(u"note_label")
        self.note_label.setTextFormat(Qt.TextFormat.PlainText)

        self.note_field.addWidget(self.note_label)

        self.note = BoundedEdit(ProgressForm)
        self.note.setObjectName(u"note")
        self.note.setTabChangesFocus(True)

        self.note_field.addWidget(self.note)

        self.note_error = QLabel(ProgressForm)
        self.note_error.setObjectName(u"note_error")
        self.note_error.setTextFormat(Qt.TextFormat.PlainText)
        self.note_error.setWordWrap(True)

        self.note_field.addWidget(self.note_error)


        self.column.addLayout(self.note_field)

#if QT_CONFIG(shortcut)
        self.happened_at_label.setBuddy(self.happened_at)
        self.told_by_label.setBuddy(self.told_by)
        self.reason_code_label.setBuddy(self.reason_code)
        self.reason_label.setBuddy(self.reason)
        self.outcome_label.setBuddy(self.outcome)
        self.expected_on_label.setBuddy(self.expected_on)
        self.review_on_label.setBuddy(self.review_on)
        self.note_label.setBuddy(self.note)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ProgressForm)

        QMetaObject.connectSlotsByName(ProgressForm)
    # setupUi

    def retranslateUi(self, ProgressForm):
        self.happened_at_label.setText(QCoreApplication.translate("ProgressForm", u"&When did it happen?", None))
        self.happened_at_label.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"field", None))
        self.happened_at_hint.setText(QCoreApplication.translate("ProgressForm", u"Such as today, yesterday 3pm or 20/11.", None))
        self.happened_at_hint.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"small", None))
        self.happened_at_read.setText("")
        self.happened_at_read.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"small", None))
        self.happened_at_error.setText("")
        self.happened_at_error.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"danger", None))
        self.told_by_label.setText(QCoreApplication.translate("ProgressForm", u"Wh&o told us?", None))
        self.told_by_label.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"field", None))
        self.told_by_hint.setText(QCoreApplication.translate("ProgressForm", u"Their name or post at the agency.", None))
        self.told_by_hint.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"small", None))
        self.told_by_error.setText("")
        self.told_by_error.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"danger", None))
        self.reason_code_label.setText(QCoreApplication.translate("ProgressForm", u"&Reason", None))
        self.reason_code_label.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"field", None))
        self.reason_code_error.setText("")
        self.reason_code_error.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"danger", None))
        self.reason_label.setText(QCoreApplication.translate("ProgressForm", u"&Reason", None))
        self.reason_label.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"field", None))
        self.reason_error.setText("")
        self.reason_error.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"danger", None))
        self.outcome_label.setText(QCoreApplication.translate("ProgressForm", u"Was the need &met?", None))
        self.outcome_label.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"field", None))
        self.outcome_error.setText("")
        self.outcome_error.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"danger", None))
        self.expected_on_label.setText(QCoreApplication.translate("ProgressForm", u"A place is &expected on", None))
        self.expected_on_label.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"field", None))
        self.expected_on_hint.setText(QCoreApplication.translate("ProgressForm", u"Such as +6w or 27/1.", None))
        self.expected_on_hint.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"small", None))
        self.expected_on_read.setText("")
        self.expected_on_read.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"small", None))
        self.expected_on_error.setText("")
        self.expected_on_error.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"danger", None))
        self.review_on_label.setText(QCoreApplication.translate("ProgressForm", u"&Ask them again on", None))
        self.review_on_label.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"field", None))
        self.review_on_hint.setText(QCoreApplication.translate("ProgressForm", u"Such as +2w or 11/12.", None))
        self.review_on_hint.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"small", None))
        self.review_on_read.setText("")
        self.review_on_read.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"small", None))
        self.review_on_error.setText("")
        self.review_on_error.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"danger", None))
        self.note_label.setText(QCoreApplication.translate("ProgressForm", u"&Note", None))
        self.note_label.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"field", None))
        self.note_error.setText("")
        self.note_error.setProperty(u"look", QCoreApplication.translate("ProgressForm", u"danger", None))
        pass
    # retranslateUi
