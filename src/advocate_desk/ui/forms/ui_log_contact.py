"""Compiled from ui/log_contact.ui by tools/build_ui.py. Edit that, not this."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QDateTimeEdit, QLabel,
    QSizePolicy, QSpinBox, QVBoxLayout, QWidget)

from advocate_desk.ui.bounded_edit import (BoundedEdit, BoundedLine)

class Ui_LogContactForm(object):
    def setupUi(self, LogContactForm):
        if not LogContactForm.objectName():
            LogContactForm.setObjectName(u"LogContactForm")
        self.column = QVBoxLayout(LogContactForm)
        self.column.setSpacing(6)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.note_label = QLabel(LogContactForm)
        self.note_label.setObjectName(u"note_label")
        self.note_label.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.note_label)

        self.note = BoundedEdit(LogContactForm)
        self.note.setObjectName(u"note")
        self.note.setTabChangesFocus(True)
        self.note.setMinimumSize(QSize(0, 110))

        self.column.addWidget(self.note)

        self.distressing = QCheckBox(LogContactForm)
        self.distressing.setObjectName(u"distressing")

        self.column.addWidget(self.distressing)

        self.when_label = QLabel(LogContactForm)
        self.when_label.setObjectName(u"when_label")
        self.when_label.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.when_label)

        self.when = QDateTimeEdit(LogContactForm)
        self.when.setObjectName(u"when")
        self.when.setCalendarPopup(True)

        self.column.addWidget(self.when)

        self.minutes_label = QLabel(LogContactForm)
        self.minutes_label.setObjectName(u"minutes_label")
        self.minutes_label.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.minutes_label)

        self.minutes = QSpinBox(LogContactForm)
        self.minutes.setObjectName(u"minutes")
        self.minutes.setMaximum(1440)

        self.column.addWidget(self.minutes)

        self.checked = QCheckBox(LogContactForm)
        self.checked.setObjectName(u"checked")

        self.column.addWidget(self.checked)

        self.next_label = QLabel(LogContactForm)
        self.next_label.setObjectName(u"next_label")
        self.next_label.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.next_label)

        self.next_title = BoundedLine(LogContactForm)
        self.next_title.setObjectName(u"next_title")

        self.column.addWidget(self.next_title)

        self.next_at_label = QLabel(LogContactForm)
        self.next_at_label.setObjectName(u"next_at_label")
        self.next_at_label.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.next_at_label)

        self.next_at = QDateTimeEdit(LogContactForm)
        self.next_at.setObjectName(u"next_at")
        self.next_at.setCalendarPopup(True)

        self.column.addWidget(self.next_at)

#if QT_CONFIG(shortcut)
        self.note_label.setBuddy(self.note)
        self.when_label.setBuddy(self.when)
        self.minutes_label.setBuddy(self.minutes)
        self.next_label.setBuddy(self.next_title)
        self.next_at_label.setBuddy(self.next_at)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(LogContactForm)

        QMetaObject.connectSlotsByName(LogContactForm)
    # setupUi

    def retranslateUi(self, LogContactForm):
        self.note_label.setText(QCoreApplication.translate("LogContactForm", u"&Note", None))
        self.note_label.setProperty(u"look", QCoreApplication.translate("LogContactForm", u"field", None))
        self.distressing.setText(QCoreApplication.translate("LogContactForm", u"&Distressing detail", None))
        self.when_label.setText(QCoreApplication.translate("LogContactForm", u"&When it happened", None))
        self.when_label.setProperty(u"look", QCoreApplication.translate("LogContactForm", u"field", None))
        self.when.setDisplayFormat(QCoreApplication.translate("LogContactForm", u"ddd d MMM yyyy, h:mmap", None))
        self.minutes_label.setText(QCoreApplication.translate("LogContactForm", u"How &long, in minutes", None))
        self.minutes_label.setProperty(u"look", QCoreApplication.translate("LogContactForm", u"field", None))
        self.checked.setText(QCoreApplication.translate("LogContactForm", u"Went through safe &contact together", None))
        self.next_label.setText(QCoreApplication.translate("LogContactForm", u"What &next (leave empty for nothing)", None))
        self.next_label.setProperty(u"look", QCoreApplication.translate("LogContactForm", u"field", None))
        self.next_at_label.setText(QCoreApplication.translate("LogContactForm", u"&By when", None))
        self.next_at_label.setProperty(u"look", QCoreApplication.translate("LogContactForm", u"field", None))
        self.next_at.setDisplayFormat(QCoreApplication.translate("LogContactForm", u"ddd d MMM yyyy, h:mmap", None))
        pass
    # retranslateUi
