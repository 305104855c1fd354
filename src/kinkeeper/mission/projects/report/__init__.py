"""What is handed to a funder: report in Word and PDF, tracking table and 5W in Excel."""
