"""What a provider's homes did in a period and where they stood at its end, for its board."""

from homes.duty_report.files import pdf_of, table_of_report
from homes.duty_report.report import Line, Report, report_of

__all__ = ["Line", "Report", "pdf_of", "report_of", "table_of_report"]
