"""Compiled from ui/record_consent.ui by tools/build_ui.py. Edit that, not this."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QLabel, QSizePolicy,
    QVBoxLayout, QWidget)

from advocate_desk.ui.bounded_edit import BoundedLine

class Ui_ConsentForm(object):
    def setupUi(self, ConsentForm):
        if not ConsentForm.objectName():
            ConsentForm.setObjectName(u"ConsentForm")
        self.column = QVBoxLayout(ConsentForm)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.how_field = QVBoxLayout()
        self.how_field.setSpacing(4)
        self.how_field.setObjectName(u"how_field")
        self.how_label = QLabel(ConsentForm)
        self.how_label.setObjectName(u"how_label")
        self.how_label.setTextFormat(Qt.TextFormat.PlainText)

        self.how_field.addWidget(self.how_label)

        self.how = QComboBox(ConsentForm)
        self.how.setObjectName(u"how")

        self.how_field.addWidget(self.how)


        self.column.addLayout(self.how_field)

        self.given_on_field = QVBoxLayout()
        self.given_on_field.setSpacing(4)
        self.given_on_field.setObjectName(u"given_on_field")
        self.given_on_label = QLabel(ConsentForm)
        self.given_on_label.setObjectName(u"given_on_label")
        self.given_on_label.setTextFormat(Qt.TextFormat.PlainText)

        self.given_on_field.addWidget(self.given_on_label)

        self.given_on_hint = QLabel(ConsentForm)
        self.given_on_hint.setObjectName(u"given_on_hint")
        self.given_on_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.given_on_hint.setWordWrap(True)

        self.given_on_field.addWidget(self.given_on_hint)

        self.given_on = BoundedLine(ConsentForm)
        self.given_on.setObjectName(u"given_on")

        self.given_on_field.addWidget(self.given_on)

        self.given_on_read = QLabel(ConsentForm)
        self.given_on_read.setObjectName(u"given_on_read")
        self.given_on_read.setTextFormat(Qt.TextFormat.PlainText)
        self.given_on_read.setWordWrap(True)

        self.given_on_field.addWidget(self.given_on_read)

        self.given_on_error = QLabel(ConsentForm)
        self.given_on_error.setObjectName(u"given_on_error")
        self.given_on_error.setTextFormat(Qt.TextFormat.PlainText)
        self.given_on_error.setWordWrap(True)

        self.given_on_field.addWidget(self.given_on_error)


        self.column.addLayout(self.given_on_field)

        self.interpreter_field = QVBoxLayout()
        self.interpreter_field.setSpacing(4)
        self.interpreter_field.setObjectName(u"interpreter_field")
        self.interpreter_label = QLabel(ConsentForm)
        self.interpreter_label.setObjectName(u"interpreter_label")
        self.interpreter_label.setTextFormat(Qt.TextFormat.PlainText)

        self.interpreter_field.addWidget(self.interpreter_label)

        self.interpreter_hint = QLabel(ConsentForm)
        self.interpreter_hint.setObjectName(u"interpreter_hint")
        self.interpreter_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.interpreter_hint.setWordWrap(True)

        self.interpreter_field.addWidget(self.interpreter_hint)

        self.interpreter = BoundedLine(ConsentForm)
        self.interpreter.setObjectName(u"interpreter")

        self.interpreter_field.addWidget(self.interpreter)


        self.column.addLayout(self.interpreter_field)

        self.expires_on_field = QVBoxLayout()
        self.expires_on_field.setSpacing(4)
        self.expires_on_field.setObjectName(u"expires_on_field")
        self.expires_on_label = QLabel(ConsentForm)
        self.expires_on_label.setObjectName(u"expires_on_label")
        self.expires_on_label.setTextFormat(Qt.TextFormat.PlainText)

        self.expires_on_field.addWidget(self.expires_on_label)

        self.expires_on_hint = QLabel(ConsentForm)
        self.expires_on_hint.setObjectName(u"expires_on_hint")
        self.expires_on_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.expires_on_hint.setWordWrap(True)

        self.expires_on_field.addWidget(self.expires_on_hint)

        self.expires_on = BoundedLine(ConsentForm)
        self.expires_on.setObjectName(u"expires_on")

        self.expires_on_field.addWidget(self.expires_on)

        self.expires_on_read = QLabel(ConsentForm)
        self.expires_on_read.setObjectName(u"expires_on_read")
        self.expires_on_read.setTextFormat(Qt.TextFormat.PlainText)
        self.expires_on_read.setWordWrap(True)

        self.expires_on_field.addWidget(self.expires_on_read)

        self.expires_on_error = QLabel(ConsentForm)
        self.expires_on_error.setObjectName(u"expires_on_error")
        self.expires_on_error.setTextFormat(Qt.TextFormat.PlainText)
        self.expires_on_error.setWordWrap(True)

        self.expires_on_field.addWidget(self.expires_on_error)


        self.column.addLayout(self.expires_on_field)

        self.review_on_field = QVBoxLayout()
        self.review_on_field.setSpacing(4)
        self.review_on_field.setObjectName(u"review_on_field")
        self.review_on_label = QLabel(ConsentForm)
        self.review_on_label.setObjectName(u"review_on_label")
        self.review_on_label.setTextFormat(Qt.TextFormat.PlainText)

        self.review_on_field.addWidget(self.review_on_label)

        self.review_on_hint = QLabel(ConsentForm)
        self.review_on_hint.setObjectName(u"review_on_hint")
        self.review_on_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.review_on_hint.setWordWrap(True)

        self.review_on_field.addWidget(self.review_on_hint)

        self.review_on = BoundedLine(ConsentForm)
        self.review_on.setObjectName(u"review_on")

        self.review_on_field.addWidget(self.review_on)

        self.review_on_read = QLabel(ConsentForm)
        self.review_on_read.setObjectName(u"review_on_read")
        self.review_on_read.setTextFormat(Qt.TextFormat.PlainText)
        self.review_on_read.setWordWrap(True)

        self.review_on_field.addWidget(self.review_on_read)

        self.review_on_error = QLabel(ConsentForm)
        self.review_on_error.setObjectName(u"review_on_error")
        self.review_on_error.setTextFormat(Qt.TextFormat.PlainText)
        self.review_on_error.setWordWrap(True)

        self.review_on_field.addWidget(self.review_on_error)


        self.column.addLayout(self.review_on_field)

#if QT_CONFIG(shortcut)
        self.how_label.setBuddy(self.how)
        self.given_on_label.setBuddy(self.given_on)
        self.interpreter_label.setBuddy(self.interpreter)
        self.expires_on_label.setBuddy(self.expires_on)
        self.review_on_label.setBuddy(self.review_on)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ConsentForm)

        QMetaObject.connectSlotsByName(ConsentForm)
    # setupUi

    def retranslateUi(self, ConsentForm):
        self.how_label.setText(QCoreApplication.translate("ConsentForm", u"&How was it given?", None))
        self.how_label.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"field", None))
        self.given_on_label.setText(QCoreApplication.translate("ConsentForm", u"&When?", None))
        self.given_on_label.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"field", None))
        self.given_on_hint.setText(QCoreApplication.translate("ConsentForm", u"Such as today, yesterday or 20/11.", None))
        self.given_on_hint.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"small", None))
        self.given_on_read.setText("")
        self.given_on_read.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"small", None))
        self.given_on_error.setText("")
        self.given_on_error.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"danger", None))
        self.interpreter_label.setText(QCoreApplication.translate("ConsentForm", u"&Interpreter", None))
        self.interpreter_label.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"field", None))
        self.interpreter_hint.setText(QCoreApplication.translate("ConsentForm", u"Who interpreted: somebody from an agency, never family or a friend. Leave it empty if nobody did.", None))
        self.interpreter_hint.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"small", None))
        self.expires_on_label.setText(QCoreApplication.translate("ConsentForm", u"It &ends on", None))
        self.expires_on_label.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"field", None))
        self.expires_on_hint.setText(QCoreApplication.translate("ConsentForm", u"Leave it empty if no end was agreed. Such as +12w or 27/2.", None))
        self.expires_on_hint.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"small", None))
        self.expires_on_read.setText("")
        self.expires_on_read.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"small", None))
        self.expires_on_error.setText("")
        self.expires_on_error.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"danger", None))
        self.review_on_label.setText(QCoreApplication.translate("ConsentForm", u"As&k again on", None))
        self.review_on_label.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"field", None))
        self.review_on_hint.setText(QCoreApplication.translate("ConsentForm", u"A passed day ends nothing: Today asks for it. Such as +12w or 27/2.", None))
        self.review_on_hint.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"small", None))
        self.review_on_read.setText("")
        self.review_on_read.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"small", None))
        self.review_on_error.setText("")
        self.review_on_error.setProperty(u"look", QCoreApplication.translate("ConsentForm", u"danger", None))
        pass
    # retranslateUi
