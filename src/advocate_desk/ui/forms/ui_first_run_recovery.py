"""Compiled from ui/first_run_recovery.ui by tools/build_ui.py. Edit that, not this."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QGridLayout, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from advocate_desk.ui.bounded_edit import BoundedLine

class Ui_RecoveryForm(object):
    def setupUi(self, RecoveryForm):
        if not RecoveryForm.objectName():
            RecoveryForm.setObjectName(u"RecoveryForm")
        self.column = QVBoxLayout(RecoveryForm)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.words = QGridLayout()
        self.words.setObjectName(u"words")
        self.words.setHorizontalSpacing(12)
        self.words.setVerticalSpacing(8)

        self.column.addLayout(self.words)

        self.print_row = QHBoxLayout()
        self.print_row.setSpacing(8)
        self.print_row.setObjectName(u"print_row")
        self.print_sheet = QPushButton(RecoveryForm)
        self.print_sheet.setObjectName(u"print_sheet")

        self.print_row.addWidget(self.print_sheet)

        self.spring = QSpacerItem(20, 4, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.print_row.addItem(self.spring)


        self.column.addLayout(self.print_row)

        self.back_title = QLabel(RecoveryForm)
        self.back_title.setObjectName(u"back_title")
        self.back_title.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.back_title)

        self.back_row = QHBoxLayout()
        self.back_row.setSpacing(16)
        self.back_row.setObjectName(u"back_row")
        self.first_field = QVBoxLayout()
        self.first_field.setSpacing(4)
        self.first_field.setObjectName(u"first_field")
        self.first_label = QLabel(RecoveryForm)
        self.first_label.setObjectName(u"first_label")
        self.first_label.setTextFormat(Qt.TextFormat.PlainText)

        self.first_field.addWidget(self.first_label)

        self.first = BoundedLine(RecoveryForm)
        self.first.setObjectName(u"first")

        self.first_field.addWidget(self.first)

        self.first_error = QLabel(RecoveryForm)
        self.first_error.setObjectName(u"first_error")
        self.first_error.setTextFormat(Qt.TextFormat.PlainText)
        self.first_error.setWordWrap(True)

        self.first_field.addWidget(self.first_error)


        self.back_row.addLayout(self.first_field)

        self.second_field = QVBoxLayout()
        self.second_field.setSpacing(4)
        self.second_field.setObjectName(u"second_field")
        self.second_label = QLabel(RecoveryForm)
        self.second_label.setObjectName(u"second_label")
        self.second_label.setTextFormat(Qt.TextFormat.PlainText)

        self.second_field.addWidget(self.second_label)

        self.second = BoundedLine(RecoveryForm)
        self.second.setObjectName(u"second")

        self.second_field.addWidget(self.second)

        self.second_error = QLabel(RecoveryForm)
        self.second_error.setObjectName(u"second_error")
        self.second_error.setTextFormat(Qt.TextFormat.PlainText)
        self.second_error.setWordWrap(True)

        self.second_field.addWidget(self.second_error)


        self.back_row.addLayout(self.second_field)


        self.column.addLayout(self.back_row)

#if QT_CONFIG(shortcut)
        self.first_label.setBuddy(self.first)
        self.second_label.setBuddy(self.second)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(RecoveryForm)

        QMetaObject.connectSlotsByName(RecoveryForm)
    # setupUi

    def retranslateUi(self, RecoveryForm):
        self.print_sheet.setText(QCoreApplication.translate("RecoveryForm", u"&Print this sheet", None))
        self.back_title.setText(QCoreApplication.translate("RecoveryForm", u"Now type two of them back from the paper", None))
        self.back_title.setProperty(u"look", QCoreApplication.translate("RecoveryForm", u"strong", None))
        self.first_label.setText(QCoreApplication.translate("RecoveryForm", u"Word", None))
        self.first_label.setProperty(u"look", QCoreApplication.translate("RecoveryForm", u"field", None))
        self.first_error.setText("")
        self.first_error.setProperty(u"look", QCoreApplication.translate("RecoveryForm", u"danger", None))
        self.second_label.setText(QCoreApplication.translate("RecoveryForm", u"Word", None))
        self.second_label.setProperty(u"look", QCoreApplication.translate("RecoveryForm", u"field", None))
        self.second_error.setText("")
        self.second_error.setProperty(u"look", QCoreApplication.translate("RecoveryForm", u"danger", None))
        pass
    # retranslateUi
