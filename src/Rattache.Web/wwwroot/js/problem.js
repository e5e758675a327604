// Whoever comes back to a form with a problem starts at its summary.
document.querySelector(".r-problem[role=alert]")?.focus();
