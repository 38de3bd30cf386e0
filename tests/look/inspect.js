// What axe does not ask of a page. Returns sentences; none when nothing is wrong.
() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const said = (element) =>
    `<${element.localName} class="${element.getAttribute("class") ?? ""}"> “${element.textContent
      .trim()
      .replace(/\s+/g, " ")
      .slice(0, 60)}”`;
  // Words for a screen reader alone are a pixel large; the skip link waits above the page.
  const onlySpoken = (element) => {
    for (let one = element; one; one = one.parentElement)
      if (getComputedStyle(one).clipPath !== "none" && one.clientWidth <= 1) return true;
    return false;
  };
  const shown = (element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    !element.matches(".skip") &&
    !onlySpoken(element);
  const ownWords = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  if (document.documentElement.scrollWidth > width)
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide on ${width}`);

  for (const element of document.body.querySelectorAll("*")) {
    if (!shown(element)) continue;
    const style = getComputedStyle(element);
    if (ownWords(element) && style.display !== "inline") {
      const box = element.getBoundingClientRect();
      if (box.width && (box.left < -1 || box.right > width + 1) && !scrolls(element))
        faults.push(`outside the screen: ${said(element)}`);
      const clips = (way) => ["hidden", "clip"].includes(style[`overflow${way}`]);
      if (clips("X") && element.scrollWidth > element.clientWidth + 1)
        faults.push(`cut off at the side: ${said(element)}`);
      if (clips("Y") && element.scrollHeight > element.clientHeight + 2)
        faults.push(`cut off below: ${said(element)}`);
    }
  }

  for (const element of document.querySelectorAll("button, summary, .button, select, [role=tab]")) {
    if (!shown(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.height < 24 || box.width < 24)
      faults.push(`small to press, ${box.width} by ${box.height}: ${said(element)}`);
  }

  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (!shown(element) || element.disabled || element.type === "hidden") continue;
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) continue;
    const around = [element, element.closest(".option")].filter(Boolean);
    const seen = around.some((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    if (!seen) faults.push(`the focus cannot be seen on ${said(element)}`);
  }
  return faults;

  function scrolls(element) {
    for (let one = element.parentElement; one; one = one.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(one).overflowX)) return true;
    return false;
  }
}
