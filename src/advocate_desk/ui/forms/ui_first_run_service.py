"""Compiled from ui/first_run_service.ui by tools/build_ui.py. Edit that, not this."""

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

class Ui_ServiceForm(object):
    def setupUi(self, ServiceForm):
        if not ServiceForm.objectName():
            ServiceForm.setObjectName(u"ServiceForm")
        self.column = QVBoxLayout(ServiceForm)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.service_name_field = QVBoxLayout()
        self.service_name_field.setSpacing(4)
        self.service_name_field.setObjectName(u"service_name_field")
        self.service_name_label = QLabel(ServiceForm)
        self.service_name_label.setObjectName(u"service_name_label")
        self.service_name_label.setTextFormat(Qt.TextFormat.PlainText)

        self.service_name_field.addWidget(self.service_name_label)

        self.service_name_hint = QLabel(ServiceForm)
        self.service_name_hint.setObjectName(u"service_name_hint")
        self.service_name_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.service_name_hint.setWordWrap(True)

        self.service_name_field.addWidget(self.service_name_hint)

        self.service_name = BoundedLine(ServiceForm)
        self.service_name.setObjectName(u"service_name")

        self.service_name_field.addWidget(self.service_name)

        self.service_name_error = QLabel(ServiceForm)
        self.service_name_error.setObjectName(u"service_name_error")
        self.service_name_error.setTextFormat(Qt.TextFormat.PlainText)
        self.service_name_error.setWordWrap(True)

        self.service_name_field.addWidget(self.service_name_error)


        self.column.addLayout(self.service_name_field)

        self.phone_field = QVBoxLayout()
        self.phone_field.setSpacing(4)
        self.phone_field.setObjectName(u"phone_field")
        self.phone_label = QLabel(ServiceForm)
        self.phone_label.setObjectName(u"phone_label")
        self.phone_label.setTextFormat(Qt.TextFormat.PlainText)

        self.phone_field.addWidget(self.phone_label)

        self.phone_hint = QLabel(ServiceForm)
        self.phone_hint.setObjectName(u"phone_hint")
        self.phone_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.phone_hint.setWordWrap(True)

        self.phone_field.addWidget(self.phone_hint)

        self.phone = BoundedLine(ServiceForm)
        self.phone.setObjectName(u"phone")

        self.phone_field.addWidget(self.phone)


        self.column.addLayout(self.phone_field)

        self.user_name_field = QVBoxLayout()
        self.user_name_field.setSpacing(4)
        self.user_name_field.setObjectName(u"user_name_field")
        self.user_name_label = QLabel(ServiceForm)
        self.user_name_label.setObjectName(u"user_name_label")
        self.user_name_label.setTextFormat(Qt.TextFormat.PlainText)

        self.user_name_field.addWidget(self.user_name_label)

        self.user_name_hint = QLabel(ServiceForm)
        self.user_name_hint.setObjectName(u"user_name_hint")
        self.user_name_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.user_name_hint.setWordWrap(True)

        self.user_name_field.addWidget(self.user_name_hint)

        self.user_name = BoundedLine(ServiceForm)
        self.user_name.setObjectName(u"user_name")

        self.user_name_field.addWidget(self.user_name)

        self.user_name_error = QLabel(ServiceForm)
        self.user_name_error.setObjectName(u"user_name_error")
        self.user_name_error.setTextFormat(Qt.TextFormat.PlainText)
        self.user_name_error.setWordWrap(True)

        self.user_name_field.addWidget(self.user_name_error)


        self.column.addLayout(self.user_name_field)

#if QT_CONFIG(shortcut)
        self.service_name_label.setBuddy(self.service_name)
        self.phone_label.setBuddy(self.phone)
        self.user_name_label.setBuddy(self.user_name)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ServiceForm)

        QMetaObject.connectSlotsByName(ServiceForm)
    # setupUi

    def retranslateUi(self, ServiceForm):
        self.service_name_label.setText(QCoreApplication.translate("ServiceForm", u"Your service's &name", None))
        self.service_name_label.setProperty(u"look", QCoreApplication.translate("ServiceForm", u"field", None))
        self.service_name_hint.setText(QCoreApplication.translate("ServiceForm", u"As it should stand on letters.", None))
        self.service_name_hint.setProperty(u"look", QCoreApplication.translate("ServiceForm", u"small", None))
        self.service_name_error.setText("")
        self.service_name_error.setProperty(u"look", QCoreApplication.translate("ServiceForm", u"danger", None))
        self.phone_label.setText(QCoreApplication.translate("ServiceForm", u"Its &phone", None))
        self.phone_label.setProperty(u"look", QCoreApplication.translate("ServiceForm", u"field", None))
        self.phone_hint.setText(QCoreApplication.translate("ServiceForm", u"Where agencies reach you, so that nobody rings the person instead. It can follow later under Settings; until then no letter leaves.", None))
        self.phone_hint.setProperty(u"look", QCoreApplication.translate("ServiceForm", u"small", None))
        self.user_name_label.setText(QCoreApplication.translate("ServiceForm", u"Your own n&ame", None))
        self.user_name_label.setProperty(u"look", QCoreApplication.translate("ServiceForm", u"field", None))
        self.user_name_hint.setText(QCoreApplication.translate("ServiceForm", u"You will sign in with it, and it stands under your letters.", None))
        self.user_name_hint.setProperty(u"look", QCoreApplication.translate("ServiceForm", u"small", None))
        self.user_name_error.setText("")
        self.user_name_error.setProperty(u"look", QCoreApplication.translate("ServiceForm", u"danger", None))
        pass
    # retranslateUi
