"""Lines as they are typed, of every kind."""

from __future__ import annotations

from store.language.capture.line import Verb

_SIGNS = {"!": Verb.DECISION, "!?": Verb.PROPOSAL, "@": Verb.ACTION, "&": Verb.UNDERTAKING, "?": Verb.QUESTION}


SIGNS = {**_SIGNS, "\\": Verb.NOTE}


# Everything a line can do, and what makes no sense at some moments.
POOL = """
/open | /sluit | /close | /next | /volgende | /go 3 | /naar 1 | /go 9 | /defer | /defer 4 1 dec te weinig tijd
/aanhouden 2 volgende vergadering | /move 4 before 2 | /schuif 2 na 3 | /move 1 voor 1 | /time 3 20 | /tijd 15
/break | /resume | /schors | /hervat | /present HdV KP AB SvdM | /aanwezig iedereen | /absent SvdM m.k. ziek
/afwezig KP | /in KP | /out KP | /online AB | /weg AB | /guest MH Marit Haan, bestuurder | /gast MH Marit Haan
/recuse KP | /onthoudt AB | /secret tot 1 december art. 20 WOR | /geheim laatste | /secret last | /to 2 | /bij 8
/moved KP AB | /ingediend HdV | /minority AB te duur | /minderheid nee | /correct blz. 2: drie wordt vier | /approve
/vaststellen 20 augustus | /amend b1 anders gezegd | /wijzig a1 nieuw | /withdraw b1 | /trek b1 in
/replace b1 een ander besluit | /vervang b2 nog een | /done a1 | /gereed a2 | /cancel a1 niet meer nodig
/vervalt t1 | /postpone a1 1 dec | /uitstel a1 ooit | /assign a1 @ab | /toewijzen a1 niemand | /undo | /redo
/terug | /opnieuw | #undo | /read | /help | /onzin | /
HdV: welkom allemaal | een gewone zin | \\!geen besluit | ! De regeling wordt vastgesteld. | !? Wij stemmen in.
besluit: akkoord | voorstel: uitstel | @kp zoekt het uit > vrijdag | @kp,ab verslag > 1 dec | @? iets > z.s.m.
@allen lezen | & @mh cijfers > eind november | toezegging: stukken, MH, 1 december | actie: koffie, Kees, morgen
= 3-1 | = 2-2-1 | = unaniem | = unaniem -ab | = +hdv +kp -ab ~svdm | = geheim Postma 3, Benali 1 | = 9-9-9
= 2-2 +chair | = blabla | ? wie doet dit | vraag: wanneer | # Nieuw punt | #8a Ingelast punt | #3 Bestaat al
s/zin/regel/ | s/e/E/g | s/bestaat niet/x/ | s//x/ | #agreed done | #action kp regelt het | ! | @ | = | & | \\
""".replace("\n", " | ").split(" | ")


LINES = [line for line in POOL if line]
