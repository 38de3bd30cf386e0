"""Statements of trainees and supervisors, why moments were chosen, what the panel decided."""

SAMUEL = """\
When I began I filmed too much and looked too little. My first supervisor's question, “which three \
seconds would you keep?”, took me a year to answer well.

What changed my practice was not the camera but the waiting. With the family of SA-03 I had four \
clips ready and we used one. The mother saw her own open hand before I could point at it, and the \
rest of the review was hers. I have tried to deserve that review ever since.

Working as a family worker in a busy council team, I used to arrive with an answer. I now arrive \
with a question that the family has already half answered. My colleagues say that my meetings \
have become quieter. I take it as a compliment.

I still talk too long when a parent is moved. I know the second in which it happens, because I \
have watched it. My next step is to sit through that second and see what the parent does with it.
"""

JOANNA = """\
I work between islands. A visit that is missed is missed for a week, and so I learned early that a \
film has to be kept short and the talk about it long.

The nine families of this training taught me three things. First, that initiatives are small. \
With J-02 we spent most of an hour on the way a baby turned one hand, and the father has looked \
for that hand ever since. Second, that I receive better when I do not write. Third, that the \
helping question changes as soon as the family trusts it: “how can bedtime end” became “how can I \
enjoy the last five minutes”.

Showing my reviews to the group was the hardest part, and the part I would not give up. Hearing \
Fiona say what she saw in me before what she would try next gave me the order in which I now speak \
to parents.

There is a boy in J-06 whom I would have described, two years ago, by what he does not do. His \
carer and I have eleven moments in which he does.
"""

BETH = """\
My families meet me on a ward, often in the first weeks of a life. Nobody there has slept, and a \
camera is not the first thing they hope for. I have learned to begin with the consent talk as if \
it were already the work, because it is: a mother who hears that she may stop at any time begins \
to look at what she would like to keep.

In BL-02 a father thought that he was only in the way. On film, his daughter stills each time he \
speaks. He asked to see it four times. I said nothing, four times, and I am prouder of that than \
of anything I have said in a review.

My working point throughout has been pace. I come from a place where minutes are counted, and had \
brought the counting with me. Amara helped me to see my own foot tapping at the edge of the frame.

I would like to go on with the families who come home early, and to ask sooner what they would \
tell the next family on the ward.
"""

ABOUT_SAMUEL = """\
I have supervised Samuel since his first film. What I saw grow is his trust that the family will \
find it. In the first stage he explained a clip before he showed it. In the last he asks what they \
saw, and then is quiet for longer than I would dare to be.

He brings the difficult minute of a review without being asked, and he has heard every working \
point I named. I recommend him without hesitation.
"""

ABOUT_JOANNA = """\
Joanna works where I cannot drop in, and I have seen all of her practice on film. It is careful \
practice. She keeps a film short, she names an initiative before she looks for what follows, and \
the parents in her reviews speak more than she does.

She showed a review to the group that had not gone well, so that others could learn from it. That \
is the practitioner I have come to know.
"""

ABOUT_BETH = """\
Beth films where nobody has slept. She has learned to let the consent talk be the first meeting, \
and I have watched parents on her ward begin to look for what goes well.
"""

REASONS = (
    "She finds it herself, and I am quiet enough to let her.",
    "The waiting is mutual here. It was the first time.",
    "The smallest initiative I ever noticed while filming.",
    "A working point from the session before, carried into the room.",
    "This is the second the family asked to see again.",
    "I receive before I respond. It used to be the other way round.",
)

ACCREDITED = (
    "The clients do the finding, film after film. Samuel receives initiatives that most would "
    "miss, and gives them back in the family's own words. The reviews deepen without hurry.",
    "Bring this pace to your first group of colleagues. Keep filming your own reviews.",
)
