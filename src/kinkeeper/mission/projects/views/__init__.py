"""The pages of projects: sheet and framework, periods, values, money, files to send."""
