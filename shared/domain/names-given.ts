/**
 * Frequent given names, only to tell the order of a name without a comma ("Ulf Eickhoff" or "Eickhoff Ulf").
 * Many of them are family names as well; the column's majority decides, never a single cell.
 */

import { foldUmlauts, searchForm } from './names';
import { colognePhonetic } from './names-phonetic';

const GIVEN_NAMES =
  'Achim Adam Ahmad Ahmed Alexander Ali Andre Andrea Andreas Angela Anja Anke Anna Antje Anton Arne Axel Ayse Aylin Barbara Bernd Bilal Birgit Bjoern Boris Brigitte Burak Can Carina Carla Carsten Cem Christian Christina Christoph Claudia Daniel Daniela David Deniz Dennis Dieter Dirk Dragan Elena Elif Emine Emre Enes Enrico Erik Erkan Eva Fabian Falk Fatih Fatma Felix Florian Frank Franziska Fritz Gabriele Georg Gerd Gerhard Goekhan Goran Guenter Hakan Hamza Hans Harald Hasan Heike Heiko Heinz Helga Helmut Hendrik Holger Hueseyin Ibrahim Igor Ina Ines Ingo Irina Ismail Ivan Jan Jana Jasmin Jens Jessica Joachim Joerg Johannes Jonas Josef Juergen Julia Julian Kai Karin Karl Karsten Katharina Kathrin Katrin Kemal Kerstin Kevin Khaled Klaus Lars Laura Lea Lena Leon Lisa Lukas Lutz Maik Mandy Manfred Marc Marcel Marco Maria Marie Mario Markus Marlene Martin Martina Mathias Max Mehmet Melanie Michael Michaela Mike Milan Mohamed Monika Murat Mustafa Nadine Natalia Nicole Nina Nils Norbert Olaf Oleg Oliver Omar Oskar Osman Patricia Patrick Paul Peter Petra Philipp Rainer Ralf Ramona Rene Robert Robin Roland Roman Ronny Sabine Said Samir Sandra Sara Sascha Sebastian Selma Sergej Silke Simon Simone Soeren Sonja Stefan Stefanie Steffen Susanne Sven Svetlana Tanja Thomas Thorsten Tim Tobias Tom Tomas Torsten Udo Ulf Ulrich Umut Ursula Ute Uwe Vladimir Volker Walter Werner Wolfgang Yasemin Yasin Youssef Yusuf Zeynep Abdul Abdullah Abdulrahman Juri Jurij Lukasz Dorde Suekrue Caglar';

const FORMS = new Set(GIVEN_NAMES.split(' ').map((name) => foldUmlauts(searchForm(name))));
// The spelling of Arabic names varies most; for them the sound decides.
const SOUNDS = new Set(
  ['MOHAMED', 'YUSUF', 'KHALED', 'IBRAHIM', 'ABDULRAHMAN', 'MUSTAFA', 'OMAR'].map(colognePhonetic),
);

/** True if the first word (before blank or hyphen) is a frequent given name. */
export function isKnownGivenName(text: string): boolean {
  const [first = ''] = searchForm(text).split(' ');
  return FORMS.has(foldUmlauts(first)) || (first.length > 3 && SOUNDS.has(colognePhonetic(first)));
}
