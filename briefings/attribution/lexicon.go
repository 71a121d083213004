package attribution

import (
	"strings"
	"sync"
	"unicode/utf8"

	"readout/briefings/facts"
)

// flag says what a word can be.
type flag uint32

const (
	fDet    flag = 1 << iota // the, a, this, many
	fPoss                    // his, their
	fPron                    // he, they: a subject
	fObj                     // him, them
	fRel                     // who, which
	fPrep                    // in, of
	fConj                    // and, but, because
	fBe                      // is, was
	fHave                    // has, had
	fModal                   // will, could
	fAdverb                  // also, later
	fVerb                    // a finite verb that is no cue
	fTime                    // Monday, yesterday, week
	fTitle                   // Mr., Sen., President: stands before a name
	fOrg                     // Ministry, Party: makes a name that of a body
	fPart                    // de, van, bin: inside a name
	fMale                    // a man's first name, or a word for a man
	fFemale
	fHuman // spokesman, official, critics: can speak
	fNot   // not, never
	fOrdinal
	fCue      // a form of a verb of saying
	fWriting  // records, video: shows what is said
	fBeCue    // a cue after a form of "be" only: confident, expected
	fPlural   // leaders, sides
	fOccasion // interview, statement: where something is said
)

// Words that rules compare with.
const (
	wordAbout    = "about"
	wordAfter    = "after"
	wordAlthough = "although"
	wordAnd      = "and"
	wordBetween  = "between"
	wordBut      = "but"
	wordChief    = "chief"
	wordFor      = "for"
	wordFormer   = "former"
	wordFrom     = "from"
	wordShe      = "she"
	wordThat     = "that"
	wordThe      = "the"
	wordWhile    = "while"
	wordWith     = "with"
)

// Kinds of office and title, as the tables write them.
const (
	kindState      = "head_of_state"
	kindGovernment = "head_of_government"
	kindForeign    = "foreign_minister"
	kindMinister   = "minister"
	kindSecretary  = "secretary" // of state, of defence: "Mr. Secretary"
	kindLeader     = "leader"
	kindParty      = "party"
	kindHonorific  = "honorific"
	kindPress      = "press"
	kindSpokes     = "spokesperson"
	kindOther      = "other"
	kindGeneral    = "secretary_general"
	kindDefence    = "defence_minister"
	// kindCounterpart is no office: whose it is follows from whom it is a counterpart of.
	kindCounterpart = "counterpart"
)

// lexeme is what is known of a word, whatever its case.
type lexeme struct {
	word    string
	flags   flag
	cues    []cueForm
	reports []reportForm // in readouts and joint statements
	phrases []phrase     // those that begin with it, longest first
}

var (
	unknown     lexeme
	possessiveS = lexeme{word: "'s"}
)

// lexicon holds the words that the rules know.
type lexicon struct {
	entries map[string]*lexeme
	slab    []lexeme // entries that are not yet in use

	buf  []token   // of the phrase that is being added
	refs []*lexeme // space for the words of phrases
}

// find returns what is known of w.
func (l *lexicon) find(w string) *lexeme {
	var buf [32]byte
	if len(w) > len(buf) {
		if e, ok := l.entries[w]; ok {
			return e
		}
		return &unknown
	}
	small := buf[:len(w)]
	for i := range small {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		small[i] = c
	}
	if e, ok := l.entries[string(small)]; ok {
		return e
	}
	return &unknown
}

// appendSmall appends s in small letters to buf, unless it has others than
// ASCII's or more than there is room for.
func appendSmall(buf []byte, s string) ([]byte, bool) {
	if len(s) > cap(buf)-len(buf) {
		return buf, false
	}
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return buf, false
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf = append(buf, c)
	}
	return buf, true
}

func (l *lexicon) add(f flag, list string) {
	for w := range strings.FieldsSeq(list) {
		l.entry(w).flags |= f
	}
}

// slabLen is how many entries are made at a time.
const slabLen = 512

func (l *lexicon) entry(w string) *lexeme {
	e := l.entries[w]
	if e == nil {
		if len(l.slab) == 0 {
			l.slab = make([]lexeme, slabLen)
		}
		e = &l.slab[0]
		l.slab = l.slab[1:]
		e.word = w
		l.entries[w] = e
	}
	return e
}

// lowered returns the entry of w in small letters.
func (l *lexicon) lowered(w string) *lexeme {
	var buf [32]byte
	if len(w) > len(buf) {
		return l.entry(strings.ToLower(w))
	}
	changed := false
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return l.entry(strings.ToLower(w))
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
			changed = true
		}
		buf[i] = c
	}
	if !changed {
		return l.entry(w)
	}
	if e := l.entries[string(buf[:len(w)])]; e != nil {
		return e
	}
	return l.entry(string(buf[:len(w)]))
}

// abbreviation reports whether a dot after w belongs to it.
func (l *lexicon) abbreviation(w string) bool {
	if len(w) == 1 {
		return w[0] >= 'A' && w[0] <= 'Z' && w[0] != 'I'
	}
	if w[0] < 'A' || w[0] > 'Z' || len(w) > 5 {
		return false
	}
	return strings.Contains(abbreviations, " "+w+" ")
}

const abbreviations = " Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Sgt Capt Maj Adm Prof Rev Hon St Jr Sr Pres Amb Brig Cmdr " +
	"Reps Sens Govs Messrs Jan Feb Aug Sept Oct Nov Dec Inc Corp Ltd Co No Atty Dept Fla Calif Ariz Mass Pa Va Tex Vt Conn Wis " +
	"Mich Ill Ind Minn Tenn Ga Colo Nev Ore Okla Ala Ky Md Neb Kan Wash MS MR MRS DR SEN REP GOV GEN COL AMB "

var words = sync.OnceValue(newLexicon)

func newLexicon() *lexicon {
	l := &lexicon{entries: make(map[string]*lexeme, 6000)}
	for f, list := range wordLists {
		l.add(f, list)
	}
	for _, t := range facts.Titles() {
		if t.Kind == kindPress {
			continue
		}
		last := t.Phrase[strings.LastIndexByte(t.Phrase, ' ')+1:]
		e := l.lowered(last)
		if e.flags&(fDet|fPrep|fConj|fOrg) == 0 && !strings.Contains(notTitles, " "+e.word+" ") {
			e.flags |= fTitle | fHuman
		}
		for _, a := range t.Abbreviations {
			if strings.HasSuffix(a, ".") && !strings.Contains(a, " ") {
				l.lowered(a).flags |= fTitle
			}
		}
	}
	for w := range strings.FieldsSeq("according attributable attributed said") {
		l.entry(w)
	}
	addCues(l)
	addReports(l)
	addPhrases(l)
	return l
}

// notTitles are last words of titles which are no titles by themselves.
const notTitles = " state defence defense affairs party policy court staff congress parliament majlis commission union " +
	"council assembly europe mosques transport economy confederation office mission delegation opposition late war " +
	"designate interim elect development treasury interior labor commerce agriculture education energy transportation security services council "

var wordLists = map[flag]string{
	fDet: `the a an this that these those some many most all both several few other another each every any no such
		two three four five six seven eight nine ten dozens hundreds thousands more one much half various numerous multiple certain
		nobody none everybody everyone somebody someone anybody anyone nothing everything something mine hers theirs yours ours`,
	fPoss: `his her their its my our your whose`,
	fPron: `he she they i we it you`,
	fObj:  `him them me us himself herself themselves itself myself ourselves`,
	fRel:  `who which whom`,
	fPrep: `of in on at by for with from to into about against between among during after before under over through
		across around behind beyond despite near off onto outside per since throughout toward towards until upon within without
		like via amid alongside unlike except following regarding concerning versus including inside above below as than en`,
	fConj: `and or but nor so yet because although though while whereas if unless that when where whether why how what once`,
	fBe:   `is are was were be been being am isn't wasn't aren't weren't isn’t wasn’t aren’t weren’t`,
	fHave: `has have had having hasn't haven't hadn't hasn’t haven’t hadn’t`,
	fModal: `will would can could may might must shall should won't wouldn't can't couldn't don't doesn't didn't do does did cannot
		won’t wouldn’t can’t couldn’t don’t doesn’t didn’t shouldn't shouldn’t`,
	fAdverb: `also later then now once again still already recently previously earlier often even just never ever always further furthermore
		instead meanwhile however moreover too only soon repeatedly publicly privately reportedly simply quickly briefly
		merely thus hence therefore perhaps maybe yesterday today tonight tomorrow abroad there here separately additionally afterward
		afterwards finally initially originally subsequently first consistently jokingly frequently sometimes rather twice indeed well
		flatly bluntly openly strongly clearly explicitly directly similarly likewise largely fully otherwise long back all both together jointly`,
	fNot: `not never n't`,
	fTime: `monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
		november december jan. feb. aug. sept. oct. nov. dec. week month year morning afternoon evening night yesterday today tonight
		tomorrow weekend earlier later noon midnight last next this early late`,
	fTitle:   `sens. reps. govs. gens. profs. drs.`,
	fOrdinal: `first second third fourth fifth former new old senior top acting late longtime veteran young future incoming outgoing current`,
	fVerb: `came went took made got gave became began left kept ran stood brought held won lost led grew fell rose paid sat built spent met
		drew broke threw cut put set let hit read goes comes takes makes gets gives becomes begins leaves keeps runs stands brings holds wins loses leads
		grows falls rises pays sits builds spends meets draws breaks throws reads used tried needed started turned moved lived looked
		happened worked played served died changed helped followed stopped created opened walked talked waited stayed remained included
		visited attended traveled travelled arrived returned appeared seemed wanted liked loved knew saw thought felt heard found bought sent caught chose
		drove wore ate taught fought sold sought works plays lives moves looks needs tries uses helps starts includes remains serves seems appears
		wants likes loves knows sees feels hears finds faces offers faced passed failed won't received joined launched hosted ended added
		commit commits committed ensure ensures ensured enable enables enabled allow allows allowed provide provides provided
		shook spoke rode rang sang sank slid slept stole swung swam tore woke bent blew clung crept drank fled flew forgot froze hid knelt laid lent
		quit shone shrank understood withdrew undertook overcame leaned stuck swept swore bore chosen leapt smiled
		go come take make get give become keep stand bring win lose sit pay do`,
	fOrg: `ministry department office council committee commission party house senate congress parliament university college institute agency
		association organization organisation union bank news times post journal tribune herald press network administration campaign government court
		center centre foundation group company corporation inc. corp. bureau service federation league fund forum conference alliance
		army navy force forces police board society church team club city county state states republic kingdom
		street avenue road river sea ocean mountain island islands airport hotel tower park school hospital library museum
		act bill amendment agreement treaty accord summit convention day week election war project program initiative magazine radio television tv
		embassy kremlin pentagon capitol assembly authority movement brotherhood front coalition caucus`,
	fPart: `de van von der den del della di da dos du la le el al bin ibn bint ben al- ter ten zu af abu`,
	fHuman: `employee employees worker workers resident residents owner owners executive executives chair veteran veterans neighbor neighbors
		percent respondents participant businessman businesswoman billionaire tycoon developer investor investors trader traders pastor pastors
		refugee refugees protester protesters organizer organizers backers backer insiders insider donor donors fundraiser pundit pundits
		rival rivals biographer co-founder founder contractor engineer doctor doctors nurse nurses lobbyist lobbyists scholar scholars
		statistician commentator commentators correspondent observer observers nationalist teachers farmers farmer mothers fathers couple
		caller callers delegate superdelegate superdelegates superpac pac fans fan survivors survivor relatives cousin uncle aunt brothers sisters
		lawsuit complaint documents document study studies polls surveys reports statements ad ads book spokesman spokeswoman spokesperson official officials leader leaders critics analysts analyst experts expert aides aide adviser advisers
		advisor advisors lawyer lawyers attorney attorneys lawmakers lawmaker senators senator candidate candidates supporters supporter opponents opponent
		president presidents minister ministers secretary governor governors mayor chief chairman chairwoman director professor historian economist
		economists strategist strategists diplomat diplomats ambassador envoy premier chancellor king queen prince head member members voters voter
		people man woman men women person reporter reporters journalist journalists author writer columnist editor source sources witness
		witnesses police investigators prosecutors prosecutor judge judges justice justices manager operative operatives activist activists
		democrats republicans conservatives liberals delegates delegate allies ally friend friends colleague colleagues nominee
		administration campaign government ministry department committee group groups organization company statement report poll survey study
		administrator administrators commissioner commissioners coordinator counselor counsellor superintendent undersecretary trustee
		everybody everyone somebody someone anybody anyone others many some one speaker spokespersons researchers scientists officer officers soldiers general pollster pollsters host
		moderator father mother wife husband son daughter brother sister parents student students teacher counsel delegation delegations side sides
		parties party communique declaration readout letter memo article newspaper outlet agency network anchor court panel office team
		participants presidents heads states countries governments commission council`,
	fOccasion: `interview interviews statement statements speech speeches remarks rally conference briefing email e-mail letter tweet tweets post posts
		twitter facebook interview call meeting debate debates forum hearing memo memos message messages press reporters cnn msnbc nbc abc fox cbs npr
		program programme testimony address report phone telephone television radio podcast op-ed column blog article release event summit dinner
		lunch appearance video comment comments response reply reference interviewer session talks sunday's trail`,
	fWriting: `records record emails e-mails video videos footage tape tapes data figures filing filings files census transcript transcripts photograph
		photographs photo picture pictures image images inquiry investigation research analysis findings results numbers estimate estimates evidence letters
		advertisement flier fliers flyer poster sign signs headline headlines commercial trailer film movie polling survey surveys site website account accounts
		chart charts map maps log logs indictment affidavit ruling brief manifesto`,
	fPlural: `countries nations leaders ministers presidents sides parties officials heads diplomats counterparts delegations both two secretaries chancellors governments`,
	fMale: `mr. sir king prince spokesman chairman congressman father brother son husband man businessman gentleman lord
		john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin
		brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel frank
		gregory raymond alexander patrick jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter kyle walter ethan jeremy harold keith
		christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne
		roy ralph randy eugene vincent russell elijah louis bobby philip johnny jim mike tom bob bill dave dan steve jeff greg tim ted ben chris matt nick
		rick ron jeb marco barack bernie harry mitch newt ken ned antony vladimir sergey sergei dmitry ivan mikhail nikolai boris yuri oleg igor
		ilham recep tayyip emmanuel francois angel pedro carlos luis jorge miguel mohammed muhammad mohamed ahmed ali hassan hussein omar khalid abdullah
		ibrahim mustafa yusuf xi wang li hun shinzo fumio narendra imran benjamin binyamin naftali yair ehud volodymyr petro nikol serzh armen
		giorgi irakli viktor janos andrzej mateusz olaf sauli jens stefan hans klaus wolfgang giuseppe mario silvio sergio matteo justin stephane rishi
		karl tony gordon jared sanjay ravi raj kofi ban antonio abdel bashar joko ferdinand rodrigo lee kim moon evan jake josh corey paul sebastian`,
	fFemale: `ms. mrs. madam madame queen princess spokeswoman chairwoman congresswoman mother sister daughter wife woman businesswoman lady
		mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol
		amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine
		christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn
		judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia
		grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary kellyanne
		ivanka melania carly elena olga natalia svetlana tatiana irina ekaterina maria jen karine sigrid ursula federica catherine annalena sanna mette
		theresa nikki susan condoleezza madeleine samantha wendy victoria heather marine giorgia jacinda sheikh hasina park tsai aung huma debbie dana
		megyn anita anne jill kate katie kathy loretta elise leyla mehriban nino salome maia kaja ingrida zuzana nadia fatima aisha kamala`,
}
