"""What providers are asked to pay: invoices, their numbers, credit notes, and each as a PDF."""
