"""Compiled from ui/unlock.ui by tools/build_ui.py. Edit that, not this."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QHBoxLayout, QLabel,
    QLineEdit, QPushButton, QSizePolicy, QVBoxLayout,
    QWidget)

from advocate_desk.ui.bounded_edit import BoundedLine

class Ui_UnlockForm(object):
    def setupUi(self, UnlockForm):
        if not UnlockForm.objectName():
            UnlockForm.setObjectName(u"UnlockForm")
        self.column = QVBoxLayout(UnlockForm)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.vault_field = QVBoxLayout()
        self.vault_field.setSpacing(4)
        self.vault_field.setObjectName(u"vault_field")
        self.vault_label = QLabel(UnlockForm)
        self.vault_label.setObjectName(u"vault_label")
        self.vault_label.setTextFormat(Qt.TextFormat.PlainText)

        self.vault_field.addWidget(self.vault_label)

        self.vault = QComboBox(UnlockForm)
        self.vault.setObjectName(u"vault")

        self.vault_field.addWidget(self.vault)


        self.column.addLayout(self.vault_field)

        self.sign_in_name_field = QVBoxLayout()
        self.sign_in_name_field.setSpacing(4)
        self.sign_in_name_field.setObjectName(u"sign_in_name_field")
        self.sign_in_name_label = QLabel(UnlockForm)
        self.sign_in_name_label.setObjectName(u"sign_in_name_label")
        self.sign_in_name_label.setTextFormat(Qt.TextFormat.PlainText)

        self.sign_in_name_field.addWidget(self.sign_in_name_label)

        self.sign_in_name = BoundedLine(UnlockForm)
        self.sign_in_name.setObjectName(u"sign_in_name")

        self.sign_in_name_field.addWidget(self.sign_in_name)


        self.column.addLayout(self.sign_in_name_field)

        self.passphrase_field = QVBoxLayout()
        self.passphrase_field.setSpacing(4)
        self.passphrase_field.setObjectName(u"passphrase_field")
        self.passphrase_label = QLabel(UnlockForm)
        self.passphrase_label.setObjectName(u"passphrase_label")
        self.passphrase_label.setTextFormat(Qt.TextFormat.PlainText)

        self.passphrase_field.addWidget(self.passphrase_label)

        self.passphrase_row = QHBoxLayout()
        self.passphrase_row.setSpacing(8)
        self.passphrase_row.setObjectName(u"passphrase_row")
        self.passphrase = BoundedLine(UnlockForm)
        self.passphrase.setObjectName(u"passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)

        self.passphrase_row.addWidget(self.passphrase)

        self.reveal = QPushButton(UnlockForm)
        self.reveal.setObjectName(u"reveal")
        self.reveal.setCheckable(True)

        self.passphrase_row.addWidget(self.reveal)


        self.passphrase_field.addLayout(self.passphrase_row)

        self.caps = QLabel(UnlockForm)
        self.caps.setObjectName(u"caps")
        self.caps.setTextFormat(Qt.TextFormat.PlainText)

        self.passphrase_field.addWidget(self.caps)

        self.passphrase_error = QLabel(UnlockForm)
        self.passphrase_error.setObjectName(u"passphrase_error")
        self.passphrase_error.setTextFormat(Qt.TextFormat.PlainText)
        self.passphrase_error.setWordWrap(True)

        self.passphrase_field.addWidget(self.passphrase_error)


        self.column.addLayout(self.passphrase_field)

        self.unlock = QPushButton(UnlockForm)
        self.unlock.setObjectName(u"unlock")

        self.column.addWidget(self.unlock)

#if QT_CONFIG(shortcut)
        self.vault_label.setBuddy(self.vault)
        self.sign_in_name_label.setBuddy(self.sign_in_name)
        self.passphrase_label.setBuddy(self.passphrase)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(UnlockForm)

        QMetaObject.connectSlotsByName(UnlockForm)
    # setupUi

    def retranslateUi(self, UnlockForm):
        self.vault_label.setText(QCoreApplication.translate("UnlockForm", u"&Vault", None))
        self.vault_label.setProperty(u"look", QCoreApplication.translate("UnlockForm", u"field", None))
        self.sign_in_name_label.setText(QCoreApplication.translate("UnlockForm", u"Your sign-in &name", None))
        self.sign_in_name_label.setProperty(u"look", QCoreApplication.translate("UnlockForm", u"field", None))
        self.passphrase_label.setText(QCoreApplication.translate("UnlockForm", u"&Passphrase", None))
        self.passphrase_label.setProperty(u"look", QCoreApplication.translate("UnlockForm", u"field", None))
        self.reveal.setText(QCoreApplication.translate("UnlockForm", u"Sho&w", None))
        self.caps.setText(QCoreApplication.translate("UnlockForm", u"Caps Lock is on.", None))
        self.caps.setProperty(u"look", QCoreApplication.translate("UnlockForm", u"warn", None))
        self.passphrase_error.setText("")
        self.passphrase_error.setProperty(u"look", QCoreApplication.translate("UnlockForm", u"danger", None))
        self.unlock.setText(QCoreApplication.translate("UnlockForm", u"&Unlock", None))
        self.unlock.setProperty(u"look", QCoreApplication.translate("UnlockForm", u"primary", None))
        pass
    # retranslateUi
