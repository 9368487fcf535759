/** Where a household's names come from, about as often as in a town of the Colorado Front Range. */
export interface NamePool {
  readonly share: number;
  readonly language: string;
  readonly families: readonly string[];
  readonly women: readonly string[];
  readonly men: readonly string[];
  /** Two family names, the father's and the mother's. */
  readonly isDouble?: boolean;
}

const words = (text: string): readonly string[] => text.split(' ');

export const WOMEN = words(
  'Mary Patricia Linda Barbara Susan Karen Nancy Lisa Sandra Ashley Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Brenda Pamela Nicole Hannah Olivia Madison Abigail Harper Ava Chloe Zoe Lily Nora Hazel Violet Ruth Joan Evelyn Judith',
);
export const MEN = words(
  'James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Jason Edward Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Ethan Noah Liam Mason Logan Wyatt Owen Henry Walter Harold',
);

export const NAME_POOLS: readonly NamePool[] = [
  {
    share: 58,
    language: 'en',
    families: words(
      "Anderson Bauer Becker Bennett Brandt Brooks Burnett Carlson Clark Cooper D'Angelo Davis Dawson Ellis Fischer Foster Gallagher Graham Hansen Harris Hoffman Jensen Johnson Keller Kowalski Larson Lewis MacLeod McAllister McKenna Meyer Miller Mitchell Morgan Nelson Novak O'Brien O'Neill Olson Parker Peterson Reed Roberts Schmidt Schneider Smith Stewart Sullivan Taylor Thompson VanDyke Wagner Walker Weber Whitfield Wilson Wood Young Zimmerman",
    ),
    women: WOMEN,
    men: MEN,
  },
  {
    share: 5,
    language: 'en',
    families: words(
      'Smith-Jones Hall-Bennett Garcia-Miller Carter-Ross Wells-Novak Lindqvist-Moore Baker-Quintero Stone-Fischer',
    ),
    women: WOMEN,
    men: MEN,
  },
  {
    share: 19,
    language: 'es',
    isDouble: true,
    families: words(
      'García Hernández Martínez López González Rodríguez Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Muñoz Núñez Peña Ibáñez Chávez Trujillo Vigil Archuleta Quintana Ortega Maldonado Cordova Zúñiga Castañeda',
    ),
    women: words(
      'María Guadalupe Rosa Carmen Elena Sofía Valeria Lucía Ximena Isabel Marisol Teresa Ángela Paloma Inés',
    ),
    men: words(
      'José Luis Carlos Juan Miguel Ángel Javier Raúl Andrés Mateo Diego Ramón Jesús Héctor Joaquín',
    ),
  },
  {
    share: 5,
    language: 'vi',
    families: words('Nguyễn Trần Lê Phạm Hoàng Võ Đặng Bùi Đỗ'),
    women: words('Linh Hương Mai Thảo Ngọc Lan Thu Kim-Anh Trang'),
    men: words('Minh Tuấn Hùng Dũng Quang Bảo Khoa Phúc Thành'),
  },
  {
    share: 4,
    language: 'ar',
    families: ['Haddad', 'Al-Masri', 'Abd al-Rahman', 'Khalil', 'Nasser', 'Saleh', 'El-Sayed', 'Mansour'],
    women: words('Fatima Layla Amal Nour Yasmin Huda Salma Rania'),
    men: words('Omar Yusuf Khaled Ahmad Tariq Samir Hassan Ibrahim'),
  },
  {
    share: 4,
    language: 'en',
    families: [
      'Sørensen',
      'Åkesson',
      'Østergaard',
      'Björklund',
      'Lindström',
      'Håkansson',
      'Mäkinen',
      'Guðmundsson',
    ],
    women: words('Astrid Freja Ingrid Sigrún Märta Kaisa Liv Solveig'),
    men: words('Lars Søren Håkon Jørgen Mikko Åke Leif Gunnar'),
  },
  {
    share: 1,
    language: 'ko',
    families: words('Kim Park Choi'),
    women: words('Ji-woo Soo-jin Hana'),
    men: words('Min-jun Sung-ho Tae'),
  },
  {
    share: 2,
    language: 'zh',
    families: words('Wang Chen Li'),
    women: words('Mei Xiu Lihua Jing'),
    men: words('Wei Jun Ming Hao'),
  },
  {
    share: 1,
    language: 'en',
    families: words('Patel Sharma Singh'),
    women: words('Anjali Lakshmi Harpreet'),
    men: words('Rohan Arjun Gurpreet'),
  },
  {
    share: 1,
    language: 'en',
    families: words('Begay Yazzie Tsosie'),
    women: words('Shandiin Dezba Ruth Nizhoni'),
    men: words('Ashkii Harrison Leland Niyol'),
  },
];

interface Town {
  readonly city: string;
  readonly postalCode: string;
  readonly streets: readonly string[];
}

/** Streets of Loveland and its neighbours; the house numbers are made up. */
export const TOWNS: readonly Town[] = [
  {
    city: 'Loveland',
    postalCode: '80538',
    streets: [
      'W 29th St',
      'N Cleveland Ave',
      'N Garfield Ave',
      'N Lincoln Ave',
      'Monroe Ave',
      'W 43rd St',
      'N Taft Ave',
      'Duffield Ave',
    ],
  },
  {
    city: 'Loveland',
    postalCode: '80537',
    streets: [
      'W 1st St',
      'S Taft Ave',
      'Carlisle Dr',
      '14th St SW',
      'S Garfield Ave',
      'Namaqua Rd',
      'Boise Ave',
      'S Lincoln Ave',
    ],
  },
  {
    city: 'Fort Collins',
    postalCode: '80525',
    streets: ['Remington St', 'Stover St', 'E Drake Rd', 'S Lemay Ave', 'E Horsetooth Rd', 'Stanford Rd'],
  },
  {
    city: 'Fort Collins',
    postalCode: '80526',
    streets: ['S Taft Hill Rd', 'W Drake Rd', 'Dunbar Ave', 'S Shields St'],
  },
  {
    city: 'Berthoud',
    postalCode: '80513',
    streets: ['Mountain Ave', 'Welch Ave', 'Massachusetts Ave', '5th St'],
  },
];

export interface Plan {
  readonly share: number;
  readonly payerName: string;
  readonly planName: string;
  /** How its member IDs begin. */
  readonly prefix: string;
  /** Null where the card does not tell one. */
  readonly copayCents: number | null;
}

/** Invented insurers. */
export const PLANS: readonly Plan[] = [
  { share: 26, payerName: 'Blue Ridge PPO', planName: 'Choice 2000', prefix: 'BRP', copayCents: 3000 },
  { share: 20, payerName: 'Front Range Health', planName: 'HMO Silver', prefix: 'FRH', copayCents: 2500 },
  { share: 14, payerName: 'Big Thompson Mutual', planName: 'Open Access', prefix: 'BTM', copayCents: 4000 },
  { share: 16, payerName: 'Summit Community Plan', planName: 'Community', prefix: 'SCP', copayCents: 0 },
  {
    share: 6,
    payerName: 'Longs Peak Benefits',
    planName: 'High Deductible',
    prefix: 'LPB',
    copayCents: null,
  },
];

/** What almost everybody has from the age of sixty-five. */
export const SENIOR_PLAN: Plan = {
  share: 0,
  payerName: 'Poudre Senior Advantage',
  planName: 'Advantage Plus',
  prefix: 'PSA',
  copayCents: 1500,
};
