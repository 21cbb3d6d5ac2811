"""Incidents and files of a case."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.export_file import ExportFileDialog
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame, subject
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_files import FilesSection
from advocate_desk.ui.screens.case_incidents import IncidentsSection


def _section(part: str, desk: DeskContext) -> Place:
    return replace(first_case(desk), part=part)


def _incident_form(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section(IncidentsSection.part, desk))
    for section in shell.findChildren(IncidentsSection):
        section.add.click()
    return shell


def _incident_problems(desk: DeskContext) -> QWidget:
    shell = _incident_form(desk)
    for section in shell.findChildren(IncidentsSection):
        section.form.first_day.show_text("3/11/2026")
        section.form.last_day.show_text("1/11/2026")
        section.form.save_action.trigger()
    return shell


def _incident_correction(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section(IncidentsSection.part, desk))
    for section in shell.findChildren(IncidentsSection):
        section.cards()[0].show_what.click()
        section.cards()[-1].correct.click()
    return shell


def _file_form(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section(FilesSection.part, desk))
    for section in shell.findChildren(FilesSection):
        section.add.click()
    return shell


def _file_problems(desk: DeskContext) -> QWidget:
    shell = _file_form(desk)
    for section in shell.findChildren(FilesSection):
        section.form.save_action.trigger()
    return shell


def _file_opened(place: int, desk: DeskContext) -> QWidget:
    shell = frame(desk, _section(FilesSection.part, desk))
    for section in shell.findChildren(FilesSection):
        section.cards()[place].open.click()
    return shell


def _picture_shown(desk: DeskContext) -> QWidget:
    shell = _file_opened(0, desk)
    for section in shell.findChildren(FilesSection):
        section.viewer.reveal()
    return shell


def _export(desk: DeskContext) -> QWidget:
    return ExportFileDialog(None, desk, desk.safety.files.files(subject(first_case(desk)))[0])


FILES: tuple[Exhibit, ...] = (
    in_frame("case-incidents", IncidentsSection, partial(_section, IncidentsSection.part)),
    Exhibit("incident-form", IncidentsSection, _incident_form),
    Exhibit("incident-form-problems", IncidentsSection, _incident_problems),
    Exhibit("incident-correction", IncidentsSection, _incident_correction),
    in_frame("case-files", FilesSection, partial(_section, FilesSection.part)),
    Exhibit("file-form", FilesSection, _file_form),
    Exhibit("file-form-problems", FilesSection, _file_problems),
    Exhibit("file-picture", FilesSection, partial(_file_opened, 0)),
    Exhibit("file-picture-shown", FilesSection, _picture_shown),
    Exhibit("file-document", FilesSection, partial(_file_opened, 1)),
    Exhibit("export-file", ExportFileDialog, _export),
)
