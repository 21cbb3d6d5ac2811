"""Compiled from ui/first_run_second.ui by tools/build_ui.py. Edit that, not this."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QLabel, QSizePolicy, QVBoxLayout,
    QWidget)

from advocate_desk.ui.bounded_edit import BoundedLine

class Ui_SecondPersonForm(object):
    def setupUi(self, SecondPersonForm):
        if not SecondPersonForm.objectName():
            SecondPersonForm.setObjectName(u"SecondPersonForm")
        self.column = QVBoxLayout(SecondPersonForm)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.name_field = QVBoxLayout()
        self.name_field.setSpacing(4)
        self.name_field.setObjectName(u"name_field")
        self.name_label = QLabel(SecondPersonForm)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setTextFormat(Qt.TextFormat.PlainText)

        self.name_field.addWidget(self.name_label)

        self.name_hint = QLabel(SecondPersonForm)
        self.name_hint.setObjectName(u"name_hint")
        self.name_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.name_hint.setWordWrap(True)

        self.name_field.addWidget(self.name_hint)

        self.name = BoundedLine(SecondPersonForm)
        self.name.setObjectName(u"name")

        self.name_field.addWidget(self.name)

        self.name_error = QLabel(SecondPersonForm)
        self.name_error.setObjectName(u"name_error")
        self.name_error.setTextFormat(Qt.TextFormat.PlainText)
        self.name_error.setWordWrap(True)

        self.name_field.addWidget(self.name_error)


        self.column.addLayout(self.name_field)

        self.job_title_field = QVBoxLayout()
        self.job_title_field.setSpacing(4)
        self.job_title_field.setObjectName(u"job_title_field")
        self.job_title_label = QLabel(SecondPersonForm)
        self.job_title_label.setObjectName(u"job_title_label")
        self.job_title_label.setTextFormat(Qt.TextFormat.PlainText)

        self.job_title_field.addWidget(self.job_title_label)

        self.job_title_hint = QLabel(SecondPersonForm)
        self.job_title_hint.setObjectName(u"job_title_hint")
        self.job_title_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.job_title_hint.setWordWrap(True)

        self.job_title_field.addWidget(self.job_title_hint)

        self.job_title = BoundedLine(SecondPersonForm)
        self.job_title.setObjectName(u"job_title")

        self.job_title_field.addWidget(self.job_title)


        self.column.addLayout(self.job_title_field)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name)
        self.job_title_label.setBuddy(self.job_title)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SecondPersonForm)

        QMetaObject.connectSlotsByName(SecondPersonForm)
    # setupUi

    def retranslateUi(self, SecondPersonForm):
        self.name_label.setText(QCoreApplication.translate("SecondPersonForm", u"Their &name", None))
        self.name_label.setProperty(u"look", QCoreApplication.translate("SecondPersonForm", u"field", None))
        self.name_hint.setText(QCoreApplication.translate("SecondPersonForm", u"They will sign in with it, and it stands on letters they approve.", None))
        self.name_hint.setProperty(u"look", QCoreApplication.translate("SecondPersonForm", u"small", None))
        self.name_error.setText("")
        self.name_error.setProperty(u"look", QCoreApplication.translate("SecondPersonForm", u"danger", None))
        self.job_title_label.setText(QCoreApplication.translate("SecondPersonForm", u"Their &job title", None))
        self.job_title_label.setProperty(u"look", QCoreApplication.translate("SecondPersonForm", u"field", None))
        self.job_title_hint.setText(QCoreApplication.translate("SecondPersonForm", u"May stay empty.", None))
        self.job_title_hint.setProperty(u"look", QCoreApplication.translate("SecondPersonForm", u"small", None))
        pass
    # retranslateUi
