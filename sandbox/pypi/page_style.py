"""How the pages look, and how their tabs open: no files of their own, nothing from elsewhere."""

STYLE = """
:root { color-scheme: light dark; --line: #767676; --soft: #f3f4f6; --bad: #b3261e; --good: #14602b;
  --act: #0b5cad; --on: #fff; --back: #fff; --text: #1c1c1c; --quiet: #555 }
@media (prefers-color-scheme: dark) { :root { --line: #8a8a8a; --soft: #26282b; --bad: #ff9a8f;
  --good: #8fdca3; --act: #8cc4ff; --on: #10202f; --back: #17181a; --text: #ececec;
  --quiet: #b5b5b5 } }
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--text);
  background: var(--back) }
header { padding: .5rem 1rem; background: var(--soft); color: var(--quiet) }
header strong { color: var(--text); margin-right: .5rem }
main { max-width: 42rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.5rem; line-height: 1.25 } h2 { font-size: 1.2rem; margin-top: 2rem }
[class^=notification-bar], .callout-block { padding: .75rem 1rem; margin-bottom: 1rem;
  border-left: .3rem solid var(--act); background: var(--soft); overflow-wrap: anywhere }
.notification-bar--danger { border-color: var(--bad) }
.notification-bar--success { border-color: var(--good) }
.publisher { display: flex; gap: 1rem; align-items: center; justify-content: space-between;
  padding: .75rem 1rem; margin-bottom: .5rem; border: 1px solid var(--line); border-radius: .3rem }
.publisher span { overflow-wrap: anywhere; min-width: 0 }
.horizontal-tabs__tabbar { display: flex; border-bottom: 1px solid var(--line) }
.tab { padding: .6rem 1.2rem; border: 0; border-bottom: .2rem solid transparent; background: none;
  color: inherit; font: inherit; cursor: pointer }
.tab.is-active { border-color: var(--act); font-weight: 600 }
.horizontal-tabs__tabcontent { padding-top: 1.25rem }
.is-hidden { display: none }
.form-group { margin-bottom: 1.25rem }
.title { font-weight: 600 } .need, .help { color: var(--quiet) }
.help { margin: .25rem 0 0; font-size: .9rem }
input[type=text], select { display: block; width: 100%; margin-top: .25rem; padding: .55rem .7rem;
  font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line);
  border-radius: .3rem }
[aria-invalid] { border-color: var(--bad) !important; border-width: 2px !important }
.errors { margin: .3rem 0 0; padding: 0; list-style: none; color: var(--bad); font-weight: 600;
  overflow-wrap: anywhere }
.button, .publisher button { min-height: 2.75rem; padding: 0 1.4rem; font: inherit;
  border: 1px solid var(--act); border-radius: .3rem; background: var(--act); color: var(--on);
  cursor: pointer }
.publisher button { flex: none; border-color: var(--bad); background: none; color: var(--bad) }
:focus-visible { outline: .2rem solid var(--act); outline-offset: .15rem }
"""
SCRIPT = """
const tabs = document.querySelectorAll('.tab')
tabs.forEach(tab => tab.addEventListener('click', () => tabs.forEach(other => {
  other.classList.toggle('is-active', other === tab)
  other.setAttribute('aria-pressed', other === tab)
  document.getElementById(other.dataset.panel).classList.toggle('is-hidden', other !== tab)
})))
"""
