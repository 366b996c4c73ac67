// The button that prints the paper of this page.

document.getElementById("print").addEventListener("click", () => window.print());
