"""What a provider's homes did in a period and where they stood at its end, for its board."""

from duties.report.files import pdf_of, table_of_report
from duties.report.report import Report, ReportRow, report_of

__all__ = ["Report", "ReportRow", "pdf_of", "report_of", "table_of_report"]
