"""The nouns: what a body, a meeting and its record are made of.

Plain typed structs, frozen: a verb of `store.meeting.running` never edits one, it puts a new
one in its place, so that every act can be told, kept and undone. Days are `date`,
hours of the day are `time` in the meeting's time zone, instants are aware `datetime`s
in UTC. A struct with an `id` is a row of a meeting's record; ids are whole numbers,
unique in that record and never given out twice.
"""

from store.kinds import Kind as Kind
from store.model.agenda import AgendaItem as AgendaItem
from store.model.agenda import Document as Document
from store.model.agenda import HeldOver as HeldOver
from store.model.agenda import Interval as Interval
from store.model.agenda import ItemStatus as ItemStatus
from store.model.agenda import Origin as Origin
from store.model.agenda import Purpose as Purpose
from store.model.agenda import Secrecy as Secrecy
from store.model.base import SCHEMA as SCHEMA
from store.model.base import Count as Count
from store.model.base import Day as Day
from store.model.base import Depth as Depth
from store.model.base import Id as Id
from store.model.base import Name as Name
from store.model.base import Noun as Noun
from store.model.body import LAST as LAST
from store.model.body import Body as Body
from store.model.body import Days as Days
from store.model.body import Every as Every
from store.model.body import House as House
from store.model.body import Plan as Plan
from store.model.body import Series as Series
from store.model.desk_settings import BodyKind as BodyKind
from store.model.desk_settings import Budget as Budget
from store.model.desk_settings import DeskSettings as DeskSettings
from store.model.desk_settings import Effect as Effect
from store.model.desk_settings import HandlingCode as HandlingCode
from store.model.desk_settings import TermOfOffice as TermOfOffice
from store.model.entry import ActionStatus as ActionStatus
from store.model.entry import Due as Due
from store.model.entry import Earlier as Earlier
from store.model.entry import Entry as Entry
from store.model.entry import FollowUp as FollowUp
from store.model.entry import Handles as Handles
from store.model.entry import LaterEntry as LaterEntry
from store.model.entry import LetterAsked as LetterAsked
from store.model.entry import LookBack as LookBack
from store.model.entry import Progress as Progress
from store.model.log import APPROVED as APPROVED
from store.model.log import ERASED as ERASED
from store.model.log import Act as Act
from store.model.log import Change as Change
from store.model.meeting import Anonymised as Anonymised
from store.model.meeting import Approval as Approval
from store.model.meeting import Meeting as Meeting
from store.model.meeting import MeetingStatus as MeetingStatus
from store.model.people import EVERYONE as EVERYONE
from store.model.people import Absence as Absence
from store.model.people import Attendee as Attendee
from store.model.people import Person as Person
from store.model.people import Presence as Presence
from store.model.people import Role as Role
from store.model.people import is_present as is_present
from store.model.readers import RESTRICTED as RESTRICTED
from store.model.readers import Audience as Audience
from store.model.readers import Audiences as Audiences
from store.model.readers import View as View
from store.model.readers import Withheld as Withheld
from store.model.rules import Majority as Majority
from store.model.rules import Numbering as Numbering
from store.model.rules import Quorum as Quorum
from store.model.rules import QuorumOf as QuorumOf
from store.model.rules import Rules as Rules
from store.model.rules import Tie as Tie
from store.model.votes import Choice as Choice
from store.model.votes import Declared as Declared
from store.model.votes import Method as Method
from store.model.votes import Minority as Minority
from store.model.votes import Outcome as Outcome
from store.model.votes import Vote as Vote
