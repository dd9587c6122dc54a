"""What is done to an application: begun and written by its link, sent, asked about, decided."""

from members.applications.actions.beginning import begin, begin_for, delete_old_drafts, send_link, send_links_again
from members.applications.actions.deciding import Admitted, approve, ask, refuse
from members.applications.actions.rejoining import answer_rejoining, rejoin, withdraw_rejoining
from members.applications.actions.reopening import can_be_reopened, reopen
from members.applications.actions.sending import answer, send, withdraw
from members.applications.actions.writing import add_file, add_homes, remove_file, remove_home, save

__all__ = [
    "Admitted",
    "add_file",
    "add_homes",
    "answer",
    "answer_rejoining",
    "approve",
    "ask",
    "begin",
    "begin_for",
    "can_be_reopened",
    "delete_old_drafts",
    "refuse",
    "rejoin",
    "remove_file",
    "remove_home",
    "reopen",
    "save",
    "send",
    "send_link",
    "send_links_again",
    "withdraw",
    "withdraw_rejoining",
]
