"""Wrong lines in the polls of a class, and in who may ask what of it."""

from tests.mutants.mutant import Mutant

_POLLS = ("tests/rooms/test_polls.py",)
_PREDICTING = ("tests/playback/test_predicting.py",)
_LESSON = ("tests/web/test_lesson.py",)
_OFFERED = ("tests/js/views/classroom/poll-lead-offered.test.js",)
_CLASSROOM = ("tests/rooms/test_classroom.py",)

POLLS = (
    Mutant(
        "lesson: any key takes it home",
        "app/web/lesson.py",
        'if held.granted(request.headers.get(KEY_HEADER, "")).role != "drive":',
        "if not request.headers.get(KEY_HEADER):",
        _LESSON,
    ),
    Mutant(
        "lesson: its key is in the address",
        "static/js/line/lesson.js",
        "lesson?room=${code}`)",
        "lesson?room=${code}&key=${key}`)",
        ("tests/js/line/lesson.test.js",),
    ),
    Mutant(
        "polls: weights that are small are asked about in place of large ones",
        "static/js/views/classroom/poll-lead-offered.js",
        "size(other) - size(one)",
        "size(one) - size(other)",
        _OFFERED,
    ),
    Mutant(
        "polls: what became of a question is what became of it first",
        "static/js/views/classroom/poll-lead-offered.js",
        ".at(-1);",
        ".at(0);",
        _OFFERED,
    ),
    Mutant(
        "lesson: the poll that is running is not taken",
        "app/rooms/polls.py",
        "*([self.running.past()] if self.running else [])",
        "",
        _LESSON,
    ),
    Mutant(
        "polls: a line counts as many devices as it says to be",
        "app/rooms/polls.py",
        "self._devices.setdefault(viewer, hashed)",
        "hashed",
        _POLLS,
    ),
    Mutant(
        "polls: a second vote takes the place of the first",
        "app/rooms/polls.py",
        "self.rounds.append({})",
        "self.rounds[:] = [{}]",
        _POLLS,
    ),
    Mutant(
        "polls: answers are taken after voting is closed",
        "app/rooms/polls.py",
        "command.poll != self.id or not self.open",
        "command.poll != self.id",
        _POLLS,
    ),
    Mutant(
        "polls: who follows is told the counts",
        "app/rooms/polls.py",
        "if poll and (drives or poll.revealed):",
        "if poll:",
        _POLLS,
    ),
    Mutant(
        "polls: the big screen knows all",
        "app/rooms/classroom.py",
        'member.outbox.knows_all = role == "drive"',
        'member.outbox.knows_all = role != "follow"',
        _POLLS,
    ),
    Mutant(
        "polls: who comes late is told what is hidden",
        "app/rooms/outbox.py",
        "            self._add(self._mine(each))\n",
        "            self._add(each)\n",
        _POLLS,
    ),
    Mutant(
        "polls: the run may go on while something is to be predicted",
        "app/rooms/classes.py",
        "if member.must_wait and not",
        "if False and not",
        _POLLS,
    ),
    Mutant(
        "polls: results are told of what is to be predicted",
        "app/web/results.py",
        "            hub.classes.check_told(found, name)",
        "            pass",
        _POLLS,
    ),
    Mutant(
        "polls: a copy tells what the class is to predict",
        "app/rooms/classes.py",
        "member.own is room.seat and member.must_wait",
        "False",
        _POLLS,
    ),
    Mutant(
        "polls: a copy is probed for what the class is to predict",
        "app/rooms/classes.py",
        '(answered and member.role == "drive")',
        "answered",
        _POLLS,
    ),
    Mutant(
        "polls: one that cannot be hidden goes on in another process",
        "app/rooms/polls.py",
        "        if hidden is None:\n            self._put_away()\n",
        "",
        _POLLS,
    ),
    Mutant(
        "polls: who leads is counted among those who predict",
        "app/rooms/classroom.py",
        'if member.role != "follow":\n                    raise',
        "if False:\n                    raise",
        _POLLS,
    ),
    Mutant(
        "polls: one is done before it is kept",
        "app/rooms/asking.py",
        "            self._keep(room, done)\n",
        "            self._keep(room, lambda: None)\n            done()\n",
        _POLLS,
    ),
    Mutant(
        "polls: a refused question leaves the run standing still",
        "app/rooms/asking.py",
        "no_more()",
        "pass",
        _POLLS,
    ),
    Mutant(
        "polls: what was hidden stays so after the reveal",
        "app/rooms/hub.py",
        "        self.asking.settle(where)\n",
        "",
        _POLLS,
    ),
    Mutant(
        "polls: what a delta is passed on as is told",
        "app/playback/predicting.py",
        "    numbers |= {(name, layer): (ALL,) for layer in range(1, mark.layer) for name in _BACK}\n",
        "",
        _PREDICTING,
    ),
    Mutant(
        "polls: a loss tells the output that is asked for",
        "app/playback/predicting.py",
        '        numbers["loss", layers] = (ALL,)\n',
        "        pass\n",
        _PREDICTING,
    ),
    Mutant(
        "polls: what is predicted forgets what is changed on the way",
        "app/playback/copies.py",
        "    copy.follow(timeline.edits, 0)\n",
        "",
        _PREDICTING,
    ),
    Mutant(
        "classes: a link that is revoked leaves its role",
        "app/rooms/classroom.py",
        '                self._admit(member, "follow")\n                self._tell(Links([]), [member])\n',
        "                pass\n",
        _CLASSROOM,
    ),
    Mutant(
        "classes: who follows stays when the class is over",
        "app/rooms/classes.py",
        "                room.audience.remove(member.outbox)\n",
        "                pass\n",
        _CLASSROOM,
    ),
    Mutant(
        "classes: those on their own hear nothing of the class",
        "app/rooms/classes.py",
        "if held := (beside or room).held:",
        "if held := room.held:",
        _CLASSROOM,
    ),
)
