// The reader moves the projects in doubt: every combination is on the page, and is looked up.
for (const mover of document.querySelectorAll('.mover')) {
  const moves = JSON.parse(mover.dataset.moves);
  const choices = [...mover.querySelectorAll('select')];
  const rows = [...mover.querySelectorAll('tbody tr')];
  const said = mover.querySelector('.said');
  const isOurs = choice => [...choice.options].some(each => each.defaultSelected && each.selected);
  const show = () => {
    const shares = moves[choices.map(choice => choice.value).join(' ')] || [];
    rows.forEach((row, place) => {
      const written = shares[place] || ['–', '–', 0, 0];
      row.querySelectorAll('td').forEach((cell, at) => { cell.textContent = written[at]; });
      row.querySelectorAll('i').forEach((bar, at) => { bar.style.width = written[2 + at] + '%'; });
    });
    const {ours, yours, none} = said.dataset;
    said.textContent = !shares.length ? none : choices.every(isOurs) ? ours : yours;
  };
  mover.addEventListener('change', show);
  mover.hidden = false;
  mover.querySelector('details').open = innerWidth > 560; // on a phone, one tap more
  show();
}
