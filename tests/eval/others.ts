/** Invented people among whom a name is looked for: names of many languages, many of them near to each other. By seed. */
import { random } from '../support/seeded';

export interface Name {
  readonly familyName: string;
  readonly givenNames: string;
}

interface Language {
  readonly share: number;
  readonly family: string;
  readonly given: string;
  /** Beginnings and endings from which further family names are made. */
  readonly stems?: string;
  readonly endings?: string;
}

const LANGUAGES: readonly Language[] = [
  {
    share: 36,
    family:
      'Müller Mueller Muller Möller Miller Schmidt Schmitt Schmid Schmied Schneider Schnieder Fischer Weber Webber Meyer Meier Maier Mayer Mair Wagner Becker Bäcker Schulz Schulze Schultz Hoffmann Hofmann Hoffman Schäfer Schaefer Scheffer Koch Bauer Baur Richter Klein Kleine Wolf Wolff Schröder Schroeder Schröter Neumann Naumann Schwarz Schwartz Zimmermann Braun Brauner Krüger Krieger Kröger Hartmann Hartman Lange Langer Werner Krause Krauße Lehmann Lemann Köhler Koehler Kohler Herrmann Hermann König Walter Walther Kaiser Keiser Fuchs Fuks Peters Petersen Scholz Groß Gross Grosse Weiß Weiss Jung Hahn Haan Schubert Vogel Vogl Friedrich Keller Günther Gunther Frank Berger Winkler Roth Rot Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Böhme Winter Kraus Schumacher Schuhmacher Vogt Voigt Stein Jäger Otto Sommer Graf Haas Brandt Brand Ziegler Kuhn Kühn Pohl Horn Busch Bergmann Thomas Voß Voss Sauer Arnold Wolter Pfeiffer Pfeifer Beyer Bayer Ernst Lindner Hübner Huber Heinz Heinze Kramer Krämer Franz Dietrich Diedrich Nowack Thiel Thiele Seidel Seidl Kaufmann Kauffmann Ritter Ritters',
    given:
      'Anna Andreas Andre Peter Petra Michael Mikael Thomas Tomas Sabine Klaus Claus Karin Carin Jürgen Jörg Georg Hans Johann Johannes Heinz Heinrich Uwe Ute Stefan Stephan Steffen Stefanie Frank Franz Wolfgang Werner Martin Martina Markus Marcus Mark Marc Christian Christina Kristina Carsten Karsten Thorsten Torsten Ralf Rolf Matthias Mathias Bernd Bernhard Dirk Jens Jan Jannik Yannick Lukas Lucas Felix Philipp Philip Niklas Nicolas Maik Mike Mandy Jessica Kevin Dennis Denis Marcel René Ronny Sven Swen Björn Günter Günther Gerhard Gerd Rainer Reiner Kai-Uwe Karl-Heinz Hans-Peter Klaus-Dieter Eva-Maria Anne Julia Laura Lena Lea Sarah Sara Tim Tom Tobias Alexander Alexandra Sebastian Florian Fabian Daniel Daniela',
    stems:
      'Alten Bern Brink Brock Dahl Damm Eck Eich Elling Feld Gross Hagen Heide Hell Hilgen Holl Kemp Klein Kolk Lang Linden Lohr Mers Nord Oster Rau Rosen Schwer Stein Stein Strat Tannen Vell Wald Weiden Wester Wint',
    endings:
      'berg feld mann meier dorf hoff kamp brink horst haus müller schmidt hagen beck ing stein stedt ke er',
  },
  {
    share: 15,
    family:
      'Yılmaz Yilmaz Kaya Demir Demirci Demirel Çelik Celik Şahin Sahin Şahiner Yıldız Yildiz Yıldırım Yildirim Öztürk Ozturk Aydın Aydin Aydemir Özdemir Arslan Aslan Doğan Dogan Kılıç Kilic Çetin Cetin Kara Koç Koc Kurt Özkan Şimşek Simsek Polat Özcan Korkmaz Çakır Cakir Erdoğan Yavuz Can Acar Aktaş Aksoy Güneş Bozkurt Bulut Keskin Ünal Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Yüksel Ateş Aksu Uçar Güler Çoban Duman Ekinci Karaca Karataş Karakaya Kocak Koçak Altun Altın Öz Soylu Toprak Tunç Uysal',
    given:
      'Mehmet Mehmed Muhammet Muhammed Mustafa Ahmet Ali Hüseyin Hasan İbrahim Ibrahim İsmail Ismail Osman Yusuf Murat Ömer Omer Ramazan Halil Süleyman Abdullah Mahmut Recep Salih Fatih Kadir Emre Hakan Adem Kemal Yaşar Bekir Musa Metin Orhan Bülent Serkan Volkan Tolga Burak Can Cem Cemal Cemil Celal Enes Furkan Kaan Umut Uğur Ayşe Fatma Emine Hatice Zeynep Elif Meryem Şerife Sultan Hülya Gülcan Özlem Esra Büşra Nurettin Nureddin Bahattin Şemsettin Abdurrahman Abdülkadir Abdülaziz',
    stems: 'Kara Ak Gök Demir Taş Yıl Er Öz Kız Boz Alt Sarı',
    endings: 'oğlu türk kaya taş can er demir han soy bay man gül',
  },
  {
    share: 17,
    family:
      'al-Masri El-Masri Al-Masry Elmasry al-Hamwi El-Hamwi Alhamoui al-Khatib El Khatib Alkhatib Khatib al-Ahmad Al-Ahmed Alahmad al-Hassan Al-Hasan Elhassan al-Hussein al-Husseini Husseini Al-Ali Alali El-Ali Haddad Hadad El Haddad Khalil Chalil Khaled Mansour Mansur Mansouri Saleh Salih Salah Ben-Salah Ben-Ali Ben-Youssef Bouzidi Bouaziz Bouazizi Benali Benyoussef Amrani El-Amrani Idrissi El-Idrissi Alaoui El-Alaoui Benjelloun Tahiri Tazi Chaoui Cherkaoui Mohammed Muhammad Ahmad Ahmed Hassan Hasan Ibrahim Ismail Omar Osman Othman Abbas Nasser Nassar Najjar al-Najjar Sabbagh Shami al-Shami Chami Homsi al-Homsi Halabi al-Halabi Qasim Kassem Qassem Kasim Darwish Darwisch Sayyid al-Sayed Rashid Raschid Rachid al-Rashid Jaber al-Jabiri Jafari Zain Zein Abu-Bakr Abou-Bakr Abu-Zaid Abdulrahman Abdelrahman Abdallah Abdullah Abdelkader Touré Diallo',
    given:
      'Mohammed Mohamed Muhammad Mohammad Mohamad Muhamed Ahmed Ahmad Achmed Ali Hassan Hasan Hussein Hussain Husein Omar Umar Othman Osman Khaled Khalid Chaled Youssef Yusuf Yousef Youssuf Ibrahim Brahim Mustafa Mostafa Moustapha Mahmoud Mahmud Abdullah Abdallah Abdulrahman Abdelrahman Abderrahman Abdelkader Abdelaziz Karim Kareem Tariq Tarek Tarik Sulaiman Soleiman Slimane Musa Moussa Jamal Djamal Gamal Yassin Yasin Bilal Belal Hamza Zaid Ziad Zyad Rashid Rachid Samir Sami Nabil Walid Oualid Majid Majed Nasser Salah Saleh Salim Selim Adel Adil Anas Ayman Aiman Bassam Fadi Faisal Fouad Hicham Hisham Imad Issam Jihad Luay Marwan Mazen Nizar Omran Rami Said Saïd Sayed Tamer Wael Wissam Fatima Fatma Aisha Aischa Khadija Mariam Maryam Zainab Zeinab Layla Leila Nour Noor Nur Samira Amina Mohammed-Amin Mohamed-Ali',
  },
  {
    share: 13,
    family:
      'Kowalski Kowalsky Kowalczyk Nowak Novak Nowacki Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Szymanski Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Krawczyk Piotrowski Grabowski Pawłowski Michalski Petrović Petrovic Jovanović Jovanovic Jovović Nikolić Marković Đorđević Djordjevic Đurić Djuric Stojanović Ilić Pavlović Milošević Milosevic Kovačević Kovač Kovac Horvat Babić Marić Jurić Novaković Vuković Hadžić Hadzic Mujić Begić Hodžić Ivanov Iwanow Iwanowa Ivanova Petrov Petrow Smirnow Smirnov Kusnezow Kuznetsov Popow Popov Sokolow Sokolov Lebedew Lebedev Koslow Kozlov Nowikow Novikov Morosow Morozov Wolkow Volkov Gorin Gorkin Goran Sorin Schewtschenko Shevchenko Bondarenko Kowalenko Kovalenko Tkatschenko Tkachenko Melnyk Melnik Kravchenko Dimitrow Dimitrov Georgiev Todorow Horák Svoboda Dvořák Černý Procházka',
    given:
      'Piotr Pjotr Jan Janusz Andrzej Andrej Krzysztof Stanisław Tomasz Paweł Marcin Michał Marek Grzegorz Jerzy Łukasz Wojciech Zbigniew Mateusz Agnieszka Małgorzata Katarzyna Goran Zoran Dragan Dejan Milan Milos Miloš Nikola Nemanja Marko Mirko Mirjana Miroslav Slavko Slobodan Đorđe Djordje Aleksandar Alexandar Stefan Luka Ivan Iwan Ivo Ante Josip Tomislav Emir Amir Mirza Haris Adnan Senad Edin Damir Igor Ihor Oleg Olga Sergej Sergei Sergey Serhij Dmitrij Dmitri Dimitri Dmytro Wladimir Vladimir Volodymyr Alexej Aleksej Alexei Nikolaj Nikolai Jurij Juri Yuri Jewgenij Evgeni Michail Mikhail Andrij Natalja Natalia Tatjana Tatiana Irina Iryna Svetlana Swetlana Anastasia Jekaterina',
    stems: 'Rad Bog Stan Mil Drag Sław Jar Kras Sok Mal Bel Luk Pet Jov Zor Ost',
    endings: 'ović ić ov ow ski enko czyk ak uk in ic anov evski icki',
  },
  {
    share: 6,
    family:
      'Barzani Barzanî Talabani Rojhat Demirtaş Zana Öcal Baran Bayik Karayılan Xelîl Khalil Hesen Osê Ose Hemo Hammo Şêxo Sheikho Scheicho Remo Rammo Ali Elî Bekir Bakr Mistefa Kobani Kobanê Afrin Efrîn Serhad Hasso Hesso Jaziri Cizîrî Dilovan Botani Hakkari',
    given:
      'Rojda Rojîn Baran Azad Azadî Serhat Serhad Welat Welid Şivan Schwan Shivan Dilan Dilovan Rêber Reber Rebwar Rêbwar Heval Hêvî Hivî Çiya Ciya Berîvan Berivan Xelîl Xalid Ciwan Jiwan Jwan Siyabend Mazlum Mazloum Ferhad Ferhat Zelal Zîlan Nalîn Rizgar Aram Karwan Hiwa Soran Sherko Scherko Şêrko',
  },
  {
    share: 5,
    family:
      'Hosseini Husseini Hoseini Mohammadi Muhammadi Mohamadi Ahmadi Rezaei Rezai Rezaie Karimi Kareemi Moradi Jafari Djafari Sadeghi Sadeqi Rahimi Rahmani Akbari Amiri Ghorbani Qorbani Haidari Heydari Kazemi Kasemi Mousavi Musavi Najafi Nazari Noori Nouri Nuri Safi Saberi Shirazi Tehrani Yousefi Yusufi Zamani Zadeh Wardak Popal Stanekzai Ahmadzai Achakzai',
    given:
      'Reza Resa Ali-Reza Mohammad-Reza Mohammadreza Gholam Gholamreza Qolam Hossein Husain Mehdi Mahdi Amir Amir-Hossein Hamid Javad Jawad Djawad Saeed Said Majid Masoud Massud Farhad Farshid Behrouz Behruz Dariush Daryusch Kian Kiyan Arash Arasch Ehsan Omid Navid Nawid Zahra Fatemeh Maryam Leila Shirin Schirin Parwin Parvin Najib Najibullah Hamidullah Rahmatullah Abdul-Ghafar Abdul-Wahid Zabihullah Esmat',
  },
  {
    share: 8,
    family:
      'Papadopoulos Papadopulos Georgiou Dimitriou Nikolaidis Karagiannis Vasileiou Wassiliou Oikonomou Economou Christodoulou Hristodoulou Rossi Russo Ferrari Esposito Bianchi Romano García Garcia Fernández Martínez Lopez López Pereira Silva Santos Nguyen Nguyễn Tran Trần Le Pham Hoxha Hodja Krasniqi Gashi Berisha Shala Dervishi Popescu Ionescu Dumitru Țepeş Nagy Szabó Szabo Tóth Horváth Kovács de-Vries van-Dijk van-den-Berg Jansen Janssen Jensen Johansson Nielsen Dubois Lefèvre',
    given:
      'Giorgos Georgios Jorgos Dimitris Dimitrios Nikos Nikolaos Konstantinos Costas Kostas Christos Hristos Yannis Giannis Ioannis Eleni Maria Marco Giovanni Giuseppe Antonio António Carlos José Jose Juan João Joao Minh Thi Van Arben Besnik Fatmir Ilir Agim Shpend Ion Mihai Mihail István Laszlo László Zoltán Jean Pierre Luc',
  },
];

const words = (text: string) => text.split(' ');

/** So many different names, the same in every run. */
export function inventedNames(count: number, seed = 20_261_126): Name[] {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const lists = LANGUAGES.map(({ family, given, stems, endings, share }) => ({
    share,
    family: words(family),
    given: words(given),
    stems: words(stems ?? ''),
    endings: words(endings ?? ''),
  }));
  const shares = lists.flatMap((list) => Array.from({ length: list.share }, () => list));
  const made = new Map<string, Name>();
  while (made.size < count) {
    const list = pick(shares);
    const isMade = list.stems.length > 1 && next() < 0.35;
    const familyName = isMade ? pick(list.stems) + pick(list.endings) : pick(list.family);
    const second = next() < 0.18 ? ` ${pick(list.given)}` : '';
    const name = { familyName, givenNames: pick(list.given) + second };
    made.set(`${name.familyName}|${name.givenNames}`, name);
  }
  return [...made.values()];
}
