"""Compiled from ui/passphrase.ui by tools/build_ui.py. Edit that, not this."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLabel, QLineEdit,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from advocate_desk.ui.bounded_edit import BoundedLine

class Ui_PassphraseForm(object):
    def setupUi(self, PassphraseForm):
        if not PassphraseForm.objectName():
            PassphraseForm.setObjectName(u"PassphraseForm")
        self.column = QVBoxLayout(PassphraseForm)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.offer_field = QVBoxLayout()
        self.offer_field.setSpacing(4)
        self.offer_field.setObjectName(u"offer_field")
        self.offer_label = QLabel(PassphraseForm)
        self.offer_label.setObjectName(u"offer_label")
        self.offer_label.setTextFormat(Qt.TextFormat.PlainText)

        self.offer_field.addWidget(self.offer_label)

        self.offer = QLabel(PassphraseForm)
        self.offer.setObjectName(u"offer")
        self.offer.setTextFormat(Qt.TextFormat.PlainText)
        self.offer.setWordWrap(True)

        self.offer_field.addWidget(self.offer)

        self.offer_row = QHBoxLayout()
        self.offer_row.setSpacing(8)
        self.offer_row.setObjectName(u"offer_row")
        self.take = QPushButton(PassphraseForm)
        self.take.setObjectName(u"take")

        self.offer_row.addWidget(self.take)

        self.again = QPushButton(PassphraseForm)
        self.again.setObjectName(u"again")

        self.offer_row.addWidget(self.again)

        self.spring = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.offer_row.addItem(self.spring)


        self.offer_field.addLayout(self.offer_row)


        self.column.addLayout(self.offer_field)

        self.passphrase_field = QVBoxLayout()
        self.passphrase_field.setSpacing(4)
        self.passphrase_field.setObjectName(u"passphrase_field")
        self.passphrase_label = QLabel(PassphraseForm)
        self.passphrase_label.setObjectName(u"passphrase_label")
        self.passphrase_label.setTextFormat(Qt.TextFormat.PlainText)

        self.passphrase_field.addWidget(self.passphrase_label)

        self.passphrase_hint = QLabel(PassphraseForm)
        self.passphrase_hint.setObjectName(u"passphrase_hint")
        self.passphrase_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.passphrase_hint.setWordWrap(True)

        self.passphrase_field.addWidget(self.passphrase_hint)

        self.passphrase_row = QHBoxLayout()
        self.passphrase_row.setSpacing(8)
        self.passphrase_row.setObjectName(u"passphrase_row")
        self.passphrase = BoundedLine(PassphraseForm)
        self.passphrase.setObjectName(u"passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)

        self.passphrase_row.addWidget(self.passphrase)

        self.reveal = QPushButton(PassphraseForm)
        self.reveal.setObjectName(u"reveal")
        self.reveal.setCheckable(True)

        self.passphrase_row.addWidget(self.reveal)


        self.passphrase_field.addLayout(self.passphrase_row)

        self.passphrase_error = QLabel(PassphraseForm)
        self.passphrase_error.setObjectName(u"passphrase_error")
        self.passphrase_error.setTextFormat(Qt.TextFormat.PlainText)
        self.passphrase_error.setWordWrap(True)

        self.passphrase_field.addWidget(self.passphrase_error)


        self.column.addLayout(self.passphrase_field)

        self.repeat_field = QVBoxLayout()
        self.repeat_field.setSpacing(4)
        self.repeat_field.setObjectName(u"repeat_field")
        self.repeat_label = QLabel(PassphraseForm)
        self.repeat_label.setObjectName(u"repeat_label")
        self.repeat_label.setTextFormat(Qt.TextFormat.PlainText)

        self.repeat_field.addWidget(self.repeat_label)

        self.repeat = BoundedLine(PassphraseForm)
        self.repeat.setObjectName(u"repeat")
        self.repeat.setEchoMode(QLineEdit.EchoMode.Password)

        self.repeat_field.addWidget(self.repeat)

        self.repeat_error = QLabel(PassphraseForm)
        self.repeat_error.setObjectName(u"repeat_error")
        self.repeat_error.setTextFormat(Qt.TextFormat.PlainText)
        self.repeat_error.setWordWrap(True)

        self.repeat_field.addWidget(self.repeat_error)


        self.column.addLayout(self.repeat_field)

#if QT_CONFIG(shortcut)
        self.passphrase_label.setBuddy(self.passphrase)
        self.repeat_label.setBuddy(self.repeat)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(PassphraseForm)

        QMetaObject.connectSlotsByName(PassphraseForm)
    # setupUi

    def retranslateUi(self, PassphraseForm):
        self.offer_label.setText(QCoreApplication.translate("PassphraseForm", u"Five words, drawn for you just now", None))
        self.offer_label.setProperty(u"look", QCoreApplication.translate("PassphraseForm", u"field", None))
        self.offer.setText("")
        self.offer.setProperty(u"look", QCoreApplication.translate("PassphraseForm", u"word", None))
        self.take.setText(QCoreApplication.translate("PassphraseForm", u"&Use these words", None))
        self.again.setText(QCoreApplication.translate("PassphraseForm", u"&Draw others", None))
        self.again.setProperty(u"look", QCoreApplication.translate("PassphraseForm", u"link", None))
        self.passphrase_label.setText(QCoreApplication.translate("PassphraseForm", u"&Passphrase", None))
        self.passphrase_label.setProperty(u"look", QCoreApplication.translate("PassphraseForm", u"field", None))
        self.passphrase_hint.setText(QCoreApplication.translate("PassphraseForm", u"At least 14 characters. It can be pasted.", None))
        self.passphrase_hint.setProperty(u"look", QCoreApplication.translate("PassphraseForm", u"small", None))
        self.reveal.setText(QCoreApplication.translate("PassphraseForm", u"Sho&w", None))
        self.passphrase_error.setText("")
        self.passphrase_error.setProperty(u"look", QCoreApplication.translate("PassphraseForm", u"danger", None))
        self.repeat_label.setText(QCoreApplication.translate("PassphraseForm", u"Passphrase a&gain", None))
        self.repeat_label.setProperty(u"look", QCoreApplication.translate("PassphraseForm", u"field", None))
        self.repeat_error.setText("")
        self.repeat_error.setProperty(u"look", QCoreApplication.translate("PassphraseForm", u"danger", None))
        pass
    # retranslateUi
