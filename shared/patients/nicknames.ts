/**
 * Names that are one person's, group by group: the desk hears "Peggy" and finds Margaret. English groups first, then
 * Spanish ones, a comma between two. Folded as the search folds names. A name may stand in several groups.
 */
const GROUPS = `
abigail abby abbie gail, abraham abe bram, adelaide addie adele heidi, agnes aggie nessie,
albert al bert bertie, alexander alex alec xander lex sandy sasha,
alexandra alex alexa lexi sandra sandy sasha, alfred al fred freddie alfie, alice allie ally,
allison allie ally ali, alison allie ally ali, amanda mandy, amelia amy millie, andrew andy drew,
angela angie, ann annie nan nancy, anna annie ann, anne annie ann nan, anthony tony ant,
antoinette toni nettie, archibald archie, arnold arnie, arthur art artie, augustus gus,
barbara barb barbie babs, bartholomew bart, beatrice bea trixie, benjamin ben benny benji,
bernard bernie, bernice bernie, beverly bev, bradley brad, brandon bran, brenda bren,
bridget bridie biddy, calvin cal, cameron cam, candace candy, carl karl, carolyn carol lynn carrie,
caroline carol carrie lina, cassandra cassie sandy, catherine cathy kate katie cat kitty kay,
katherine kathy kate katie kat kitty kay kathryn catherine, kathleen kathy kate katie,
cecilia cece celia cissy, charles charlie chuck chas chip, charlotte charlie lottie char, chester chet,
christine chris chrissy tina, christina chris chrissy tina, christian chris,
christopher chris kit topher, cynthia cindy, clarence clay, clifford cliff, clinton clint,
constance connie, cornelius neil corny, curtis curt, daniel dan danny, danielle dani, david dave davy,
deborah deb debbie debra, delores dee, dennis denny, derek rick, dominic dom nick, donald don donny,
donna dee, dorothy dot dottie dolly, douglas doug, edgar ed, edith edie, edmund ed eddie ned ted,
edward ed eddie ned ted teddy, edwin ed eddie win, eleanor ellie nell nora lenora,
elizabeth liz lizzie beth betty betsy eliza libby bess bessie lisa elsie ella, ellen nell nellie,
emily em emmy, emma em emmy, ernest ernie, esther essie hetty, ethel etta, eugene gene, evelyn evie eve,
ezekiel zeke, florence flo flossie, frances fran frannie francie, francis frank, franklin frank,
frederick fred freddie rick, gabriel gabe, gabrielle gabby, genevieve gen ginny, george georgie,
georgia georgie, gerald gerry jerry, geraldine gerry, gertrude gert trudy, gilbert gil bert,
gregory greg, gwendolyn gwen wendy, harold hal harry, harriet hattie, harrison harry, helen nell ellie,
henrietta etta hattie, henry hank harry hal, herbert herb bert, howard howie, hubert hugh bert,
irene renie, isaac ike zac, isabel izzy bella belle, isabella izzy bella belle, jacob jake,
jacqueline jackie, james jim jimmy jamie jem, jane janie jenny, janet jan, janice jan, jason jay,
jeffrey jeff geoff, geoffrey jeff geoff, jennifer jen jenny, jeremiah jerry, jeremy jerry, jerome jerry,
jessica jess jessie, joan joanie, joanna jo joanie, john jack johnny jon, jonathan jon johnny nathan,
joseph joe joey jo, josephine jo josie, joshua josh, joyce joy, judith judy jude, julia julie jules,
kenneth ken kenny, kimberly kim kimmie, kristina kris tina, kristin kris, lawrence larry lars laurie,
leonard len lenny leo, leo leon, leslie les, lillian lil lily, linda lindy lynn, louis lou louie,
louise lou lulu, lucille lucy lou, lucinda cindy lucy, madeline maddie, magdalena lena maggie,
marcus marc mark, margaret maggie meg peggy peg marge margie margo greta madge daisy rita, marilyn mary,
marjorie marge margie, martha marty patty, martin marty, marvin marv, mary molly polly mamie may,
matilda tillie mattie, matthew matt, maureen mo, maximilian max, melissa missy lissa, melvin mel,
michael mike mikey mick mickey, michelle shelly, mildred millie, mitchell mitch, montgomery monty,
nancy nan, natalie nat, nathan nate nat, nathaniel nate nat nathan, nicholas nick nicky, nicole nikki,
norman norm, oliver ollie, olivia liv livvy, oscar ozzie, pamela pam,
patricia pat patty patsy tricia trish, patrick pat paddy, paul paulie, peter pete, philip phil pip,
phyllis phyl, priscilla cilla, rachel rae, randall randy, randolph randy, raymond ray,
rebecca becky becca, reginald reg reggie, richard rick ricky dick rich richie,
robert bob bobby rob robbie bert, roberta bobbie, roderick rod rick, rodney rod, roger rodge,
ronald ron ronnie, rosemary rose rosie, rudolph rudy, russell russ, ruth ruthie, samantha sam sammy,
samuel sam sammy, sandra sandy, sarah sally sadie, sharon shari, shirley shirl, sidney sid, solomon sol,
sophia sophie, stanley stan, stephanie steph, stephen steve stevie steven, steven steve stevie stephen,
stuart stu, susan sue susie suzy, susanna sue susie, sylvia syl, terence terry, teresa terry tess tessa,
theresa terry tess tessa, theodore ted teddy theo, thomas tom tommy, timothy tim timmy, tobias toby,
valerie val, vera vee, vernon vern, veronica ronnie roni, victor vic, victoria vicky tori,
vincent vince vinny, viola vi, virginia ginny ginger, vivian viv, walter walt wally, wendell wen,
wesley wes, wilfred will fred, wilhelmina mina billie, willard will, william bill billy will willie liam,
winifred winnie freda, zachary zach zack, adriana adri, agustin tin, alberto beto, alejandra ale jandra,
alejandro ale alex jandro, alfonso poncho, alfredo fredo, alicia licha, ana anita, andrea andy,
angel gelo, antonia tona, antonio tono toni tony, arturo turo, aurelio yeyo, beatriz betty bety,
benito beno, bernardo nardo, carlos carlitos charly, carmen menchu carmelita, carolina caro,
catalina cata, cecilia chila ceci, cesar cesarin, concepcion concha conchita, consuelo chelo,
cristina cris tina, cristobal toval, daniel dani, daniela dani, diego dieguito, dolores lola lolita,
eduardo lalo edu, elena nena, elvira vira, emilio milo, encarnacion encarna, enrique quique kike,
ernesto neto, esperanza espe lancha, esteban teban, eugenia gena, eugenio geno, federico fede lico,
felipe pipe felipito, fernanda fer nanda, fernando fer nando, francisca paca paquita pancha,
francisco paco pancho paquito kiko curro, gabriela gabi gaby, gerardo gera lalo, gilberto beto,
gloria glori, gonzalo chalo, graciela chela, gregorio goyo, guadalupe lupe lupita, guillermo memo guille,
gustavo gus tavo, hector tito, herminia mina, hortensia tencha, humberto beto, ignacio nacho,
inmaculada inma, isabel chabela chavela isa, ismael mayel, jaime jimmy, javier javi,
jesus chuy chucho suso, jesusa chuy chucha, joaquin quino, jorge coque jorgito,
jose pepe chepe josecito joselito, josefa pepa fina, josefina pepa fina chepina, juan juancho juanito,
juana juanita, julian juli, laura lala, leonardo leo nardo, leticia lety, lorenzo lencho, lourdes lulu,
lucia lucy, luis lucho luisito, luisa luisita, luz lucha, magdalena magda malena,
manuel manolo manny meno, manuela manuelita, margarita margo mago rita,
maria mari mary maruja chelo marita, mariana mari, mario mayito, mauricio mau, mercedes meche merche,
miguel migue mike, monica moni, montserrat montse, natividad nati, nicolas nico, octavio tavo,
pablo pablito, patricia paty pati, pedro perico pedrito, pilar pili, rafael rafa, ramon moncho,
raul rulo, ricardo rica richi ricky, roberto beto rober, rodolfo rodo fito, rodrigo rodri, rogelio roge,
rosalia chala, rosario chayo charo, roxana roxi, salvador chava, santiago santi chago, sebastian sebas,
sergio checo, socorro coco, sofia sofi, susana susi, teodoro teo, teresa tere teresita, tomas tomasito,
trinidad trini, valentina vale, vanessa vane, veronica vero, vicenta chenta, vicente chente vicen,
victoria vicky toya, yolanda yoli, zoraida zory
`;

const NAMES = namesByName();

/** The other names that somebody called `word` may have; none for most words. `word` folded. */
export function nicknamesOf(word: string): readonly string[] {
  return NAMES.get(word) ?? [];
}

/** How many groups there are. */
export const NICKNAME_GROUPS = groups().length;

function groups(): readonly (readonly string[])[] {
  return GROUPS.trim()
    .split(/,\s+/)
    .map((group) => group.split(' '));
}

function namesByName(): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const group of groups()) {
    for (const name of group) {
      const others = names.get(name) ?? [];
      names.set(name, others);
      for (const other of group) if (other !== name && !others.includes(other)) others.push(other);
    }
  }
  return names;
}
