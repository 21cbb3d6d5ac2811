"""Compiled from ui/referral.ui by tools/build_ui.py. Edit that, not this."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QFrame,
    QGridLayout, QHBoxLayout, QLabel, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from advocate_desk.ui.bounded_edit import (BoundedEdit, BoundedLine)

class Ui_ReferralForm(object):
    def setupUi(self, ReferralForm):
        if not ReferralForm.objectName():
            ReferralForm.setObjectName(u"ReferralForm")
        self.column = QVBoxLayout(ReferralForm)
        self.column.setSpacing(16)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.request = QFrame(ReferralForm)
        self.request.setObjectName(u"request")
        self.request_column = QVBoxLayout(self.request)
        self.request_column.setSpacing(14)
        self.request_column.setObjectName(u"request_column")
        self.request_column.setContentsMargins(16, 14, 16, 16)
        self.agency_field = QVBoxLayout()
        self.agency_field.setSpacing(4)
        self.agency_field.setObjectName(u"agency_field")
        self.agency_label = QLabel(self.request)
        self.agency_label.setObjectName(u"agency_label")
        self.agency_label.setTextFormat(Qt.TextFormat.PlainText)

        self.agency_field.addWidget(self.agency_label)

        self.agency_hint = QLabel(self.request)
        self.agency_hint.setObjectName(u"agency_hint")
        self.agency_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.agency_hint.setWordWrap(True)

        self.agency_field.addWidget(self.agency_hint)

        self.agency = BoundedLine(self.request)
        self.agency.setObjectName(u"agency")

        self.agency_field.addWidget(self.agency)

        self.agency_checked = QLabel(self.request)
        self.agency_checked.setObjectName(u"agency_checked")
        self.agency_checked.setTextFormat(Qt.TextFormat.PlainText)
        self.agency_checked.setWordWrap(True)

        self.agency_field.addWidget(self.agency_checked)

        self.agency_warning = QLabel(self.request)
        self.agency_warning.setObjectName(u"agency_warning")
        self.agency_warning.setTextFormat(Qt.TextFormat.PlainText)
        self.agency_warning.setWordWrap(True)

        self.agency_field.addWidget(self.agency_warning)

        self.agency_error = QLabel(self.request)
        self.agency_error.setObjectName(u"agency_error")
        self.agency_error.setTextFormat(Qt.TextFormat.PlainText)
        self.agency_error.setWordWrap(True)

        self.agency_field.addWidget(self.agency_error)


        self.request_column.addLayout(self.agency_field)

        self.purpose_field = QVBoxLayout()
        self.purpose_field.setSpacing(4)
        self.purpose_field.setObjectName(u"purpose_field")
        self.purpose_label = QLabel(self.request)
        self.purpose_label.setObjectName(u"purpose_label")
        self.purpose_label.setTextFormat(Qt.TextFormat.PlainText)

        self.purpose_field.addWidget(self.purpose_label)

        self.purpose = QComboBox(self.request)
        self.purpose.setObjectName(u"purpose")

        self.purpose_field.addWidget(self.purpose)


        self.request_column.addLayout(self.purpose_field)

        self.need_field = QVBoxLayout()
        self.need_field.setSpacing(4)
        self.need_field.setObjectName(u"need_field")
        self.need_label = QLabel(self.request)
        self.need_label.setObjectName(u"need_label")
        self.need_label.setTextFormat(Qt.TextFormat.PlainText)

        self.need_field.addWidget(self.need_label)

        self.need = QComboBox(self.request)
        self.need.setObjectName(u"need")

        self.need_field.addWidget(self.need)


        self.request_column.addLayout(self.need_field)

        self.ask_field = QVBoxLayout()
        self.ask_field.setSpacing(4)
        self.ask_field.setObjectName(u"ask_field")
        self.ask_label = QLabel(self.request)
        self.ask_label.setObjectName(u"ask_label")
        self.ask_label.setTextFormat(Qt.TextFormat.PlainText)

        self.ask_field.addWidget(self.ask_label)

        self.ask = BoundedEdit(self.request)
        self.ask.setObjectName(u"ask")
        self.ask.setTabChangesFocus(True)

        self.ask_field.addWidget(self.ask)

        self.ask_words = QLabel(self.request)
        self.ask_words.setObjectName(u"ask_words")
        self.ask_words.setTextFormat(Qt.TextFormat.PlainText)
        self.ask_words.setWordWrap(True)

        self.ask_field.addWidget(self.ask_words)


        self.request_column.addLayout(self.ask_field)

        self.why_field = QVBoxLayout()
        self.why_field.setSpacing(4)
        self.why_field.setObjectName(u"why_field")
        self.why_label = QLabel(self.request)
        self.why_label.setObjectName(u"why_label")
        self.why_label.setTextFormat(Qt.TextFormat.PlainText)

        self.why_field.addWidget(self.why_label)

        self.why = BoundedEdit(self.request)
        self.why.setObjectName(u"why")
        self.why.setTabChangesFocus(True)

        self.why_field.addWidget(self.why)


        self.request_column.addLayout(self.why_field)

        self.reply_by_field = QVBoxLayout()
        self.reply_by_field.setSpacing(4)
        self.reply_by_field.setObjectName(u"reply_by_field")
        self.reply_by_label = QLabel(self.request)
        self.reply_by_label.setObjectName(u"reply_by_label")
        self.reply_by_label.setTextFormat(Qt.TextFormat.PlainText)

        self.reply_by_field.addWidget(self.reply_by_label)

        self.reply_by_hint = QLabel(self.request)
        self.reply_by_hint.setObjectName(u"reply_by_hint")
        self.reply_by_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.reply_by_hint.setWordWrap(True)

        self.reply_by_field.addWidget(self.reply_by_hint)

        self.reply_by = BoundedLine(self.request)
        self.reply_by.setObjectName(u"reply_by")

        self.reply_by_field.addWidget(self.reply_by)

        self.reply_by_read = QLabel(self.request)
        self.reply_by_read.setObjectName(u"reply_by_read")
        self.reply_by_read.setTextFormat(Qt.TextFormat.PlainText)
        self.reply_by_read.setWordWrap(True)

        self.reply_by_field.addWidget(self.reply_by_read)

        self.reply_by_error = QLabel(self.request)
        self.reply_by_error.setObjectName(u"reply_by_error")
        self.reply_by_error.setTextFormat(Qt.TextFormat.PlainText)
        self.reply_by_error.setWordWrap(True)

        self.reply_by_field.addWidget(self.reply_by_error)


        self.request_column.addLayout(self.reply_by_field)


        self.column.addWidget(self.request)

        self.agreed = QFrame(ReferralForm)
        self.agreed.setObjectName(u"agreed")
        self.agreed_column = QVBoxLayout(self.agreed)
        self.agreed_column.setSpacing(14)
        self.agreed_column.setObjectName(u"agreed_column")
        self.agreed_column.setContentsMargins(16, 14, 16, 16)
        self.shares_field = QVBoxLayout()
        self.shares_field.setSpacing(4)
        self.shares_field.setObjectName(u"shares_field")
        self.shares_label = QLabel(self.agreed)
        self.shares_label.setObjectName(u"shares_label")
        self.shares_label.setTextFormat(Qt.TextFormat.PlainText)

        self.shares_field.addWidget(self.shares_label)

        self.shares_hint = QLabel(self.agreed)
        self.shares_hint.setObjectName(u"shares_hint")
        self.shares_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.shares_hint.setWordWrap(True)

        self.shares_field.addWidget(self.shares_hint)

        self.shares_grid = QGridLayout()
        self.shares_grid.setObjectName(u"shares_grid")
        self.shares_grid.setHorizontalSpacing(16)
        self.shares_grid.setVerticalSpacing(2)
        self.share_risk_summary = QCheckBox(self.agreed)
        self.share_risk_summary.setObjectName(u"share_risk_summary")

        self.shares_grid.addWidget(self.share_risk_summary, 0, 0, 1, 1)

        self.share_children = QCheckBox(self.agreed)
        self.share_children.setObjectName(u"share_children")

        self.shares_grid.addWidget(self.share_children, 0, 1, 1, 1)

        self.share_safe_contact = QCheckBox(self.agreed)
        self.share_safe_contact.setObjectName(u"share_safe_contact")

        self.shares_grid.addWidget(self.share_safe_contact, 1, 0, 1, 1)

        self.share_date_of_birth = QCheckBox(self.agreed)
        self.share_date_of_birth.setObjectName(u"share_date_of_birth")

        self.shares_grid.addWidget(self.share_date_of_birth, 1, 1, 1, 1)

        self.share_needs = QCheckBox(self.agreed)
        self.share_needs.setObjectName(u"share_needs")

        self.shares_grid.addWidget(self.share_needs, 2, 0, 1, 1)

        self.share_other_person = QCheckBox(self.agreed)
        self.share_other_person.setObjectName(u"share_other_person")

        self.shares_grid.addWidget(self.share_other_person, 2, 1, 1, 1)


        self.shares_field.addLayout(self.shares_grid)

        self.points_label = QLabel(self.agreed)
        self.points_label.setObjectName(u"points_label")
        self.points_label.setTextFormat(Qt.TextFormat.PlainText)

        self.shares_field.addWidget(self.points_label)

        self.points = QVBoxLayout()
        self.points.setSpacing(2)
        self.points.setObjectName(u"points")

        self.shares_field.addLayout(self.points)


        self.agreed_column.addLayout(self.shares_field)

        self.consent_field = QVBoxLayout()
        self.consent_field.setSpacing(4)
        self.consent_field.setObjectName(u"consent_field")
        self.consent_label = QLabel(self.agreed)
        self.consent_label.setObjectName(u"consent_label")
        self.consent_label.setTextFormat(Qt.TextFormat.PlainText)

        self.consent_field.addWidget(self.consent_label)

        self.consent = QComboBox(self.agreed)
        self.consent.setObjectName(u"consent")

        self.consent_field.addWidget(self.consent)

        self.consent_covers = QLabel(self.agreed)
        self.consent_covers.setObjectName(u"consent_covers")
        self.consent_covers.setTextFormat(Qt.TextFormat.PlainText)
        self.consent_covers.setWordWrap(True)

        self.consent_field.addWidget(self.consent_covers)


        self.agreed_column.addLayout(self.consent_field)

        self.consent_row = QHBoxLayout()
        self.consent_row.setSpacing(8)
        self.consent_row.setObjectName(u"consent_row")
        self.consent_space = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.consent_row.addItem(self.consent_space)


        self.agreed_column.addLayout(self.consent_row)

        self.without_consent = QWidget(self.agreed)
        self.without_consent.setObjectName(u"without_consent")
        self.without_consent_column = QVBoxLayout(self.without_consent)
        self.without_consent_column.setSpacing(14)
        self.without_consent_column.setObjectName(u"without_consent_column")
        self.without_consent_column.setContentsMargins(0, 0, 0, 0)
        self.basis_field = QVBoxLayout()
        self.basis_field.setSpacing(4)
        self.basis_field.setObjectName(u"basis_field")
        self.basis_label = QLabel(self.without_consent)
        self.basis_label.setObjectName(u"basis_label")
        self.basis_label.setTextFormat(Qt.TextFormat.PlainText)

        self.basis_field.addWidget(self.basis_label)

        self.basis = QComboBox(self.without_consent)
        self.basis.setObjectName(u"basis")

        self.basis_field.addWidget(self.basis)


        self.without_consent_column.addLayout(self.basis_field)

        self.basis_reason_field = QVBoxLayout()
        self.basis_reason_field.setSpacing(4)
        self.basis_reason_field.setObjectName(u"basis_reason_field")
        self.basis_reason_label = QLabel(self.without_consent)
        self.basis_reason_label.setObjectName(u"basis_reason_label")
        self.basis_reason_label.setTextFormat(Qt.TextFormat.PlainText)

        self.basis_reason_field.addWidget(self.basis_reason_label)

        self.basis_reason_hint = QLabel(self.without_consent)
        self.basis_reason_hint.setObjectName(u"basis_reason_hint")
        self.basis_reason_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.basis_reason_hint.setWordWrap(True)

        self.basis_reason_field.addWidget(self.basis_reason_hint)

        self.basis_reason = BoundedEdit(self.without_consent)
        self.basis_reason.setObjectName(u"basis_reason")
        self.basis_reason.setTabChangesFocus(True)

        self.basis_reason_field.addWidget(self.basis_reason)


        self.without_consent_column.addLayout(self.basis_reason_field)


        self.agreed_column.addWidget(self.without_consent)


        self.column.addWidget(self.agreed)

#if QT_CONFIG(shortcut)
        self.agency_label.setBuddy(self.agency)
        self.purpose_label.setBuddy(self.purpose)
        self.need_label.setBuddy(self.need)
        self.ask_label.setBuddy(self.ask)
        self.why_label.setBuddy(self.why)
        self.reply_by_label.setBuddy(self.reply_by)
        self.consent_label.setBuddy(self.consent)
        self.basis_label.setBuddy(self.basis)
        self.basis_reason_label.setBuddy(self.basis_reason)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ReferralForm)

        QMetaObject.connectSlotsByName(ReferralForm)
    # setupUi

    def retranslateUi(self, ReferralForm):
        self.request.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"card", None))
        self.agency_label.setText(QCoreApplication.translate("ReferralForm", u"1  &Who is asked?", None))
        self.agency_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.agency_hint.setText(QCoreApplication.translate("ReferralForm", u"Type three letters of the agency or service, then choose.", None))
        self.agency_hint.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        self.agency_checked.setText("")
        self.agency_checked.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        self.agency_warning.setText("")
        self.agency_warning.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        self.agency_error.setText("")
        self.agency_error.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"danger", None))
        self.purpose_label.setText(QCoreApplication.translate("ReferralForm", u"2  W&hat for?", None))
        self.purpose_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.need_label.setText(QCoreApplication.translate("ReferralForm", u"For which nee&d of the plan?", None))
        self.need_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.ask_label.setText(QCoreApplication.translate("ReferralForm", u"3  What are we &asking them to do?", None))
        self.ask_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.ask_words.setText("")
        self.ask_words.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        self.why_label.setText(QCoreApplication.translate("ReferralForm", u"4  Wh&y is it needed?", None))
        self.why_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.reply_by_label.setText(QCoreApplication.translate("ReferralForm", u"5  Re&ply by", None))
        self.reply_by_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.reply_by_hint.setText(QCoreApplication.translate("ReferralForm", u"Such as +2d, fri, 27/11 or 27 3 2027. It means 5pm unless you give a time.", None))
        self.reply_by_hint.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        self.reply_by_read.setText("")
        self.reply_by_read.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        self.reply_by_error.setText("")
        self.reply_by_error.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"danger", None))
        self.agreed.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"card", None))
        self.shares_label.setText(QCoreApplication.translate("ReferralForm", u"6  What may the letter share?", None))
        self.shares_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.shares_hint.setText(QCoreApplication.translate("ReferralForm", u"The name and the request always stand in the letter.", None))
        self.shares_hint.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        self.share_risk_summary.setText(QCoreApplication.translate("ReferralForm", u"&Risk summary", None))
        self.share_children.setText(QCoreApplication.translate("ReferralForm", u"Chi&ldren", None))
        self.share_safe_contact.setText(QCoreApplication.translate("ReferralForm", u"How to make contact sa&fely", None))
        self.share_date_of_birth.setText(QCoreApplication.translate("ReferralForm", u"Date of &birth and name on documents", None))
        self.share_needs.setText(QCoreApplication.translate("ReferralForm", u"Lan&guage and access needs", None))
        self.share_other_person.setText(QCoreApplication.translate("ReferralForm", u"The &other person", None))
        self.points_label.setText(QCoreApplication.translate("ReferralForm", u"Contact details that may be shared", None))
        self.points_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small-strong", None))
        self.consent_label.setText(QCoreApplication.translate("ReferralForm", u"7  &Consent", None))
        self.consent_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.consent_covers.setText("")
        self.consent_covers.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        self.basis_label.setText(QCoreApplication.translate("ReferralForm", u"Lawful basis for sharing without consent", None))
        self.basis_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.basis_reason_label.setText(QCoreApplication.translate("ReferralForm", u"&Reason", None))
        self.basis_reason_label.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"field", None))
        self.basis_reason_hint.setText(QCoreApplication.translate("ReferralForm", u"Why it cannot wait for consent, and why this is the basis.", None))
        self.basis_reason_hint.setProperty(u"look", QCoreApplication.translate("ReferralForm", u"small", None))
        pass
    # retranslateUi
