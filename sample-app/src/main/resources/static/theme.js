// runs before anything is drawn, so that a page does not flash in the other colours
document.documentElement.style.colorScheme = localStorage.getItem('theme') ?? '';
