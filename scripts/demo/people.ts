/** The invented office of the demonstration. The first entry founds the vault and may run every `vault` command. */
export interface DemoUser {
  readonly login: string;
  readonly fullName: string;
  readonly rank: string;
  readonly role: string;
  readonly passphrase: string;
}

export const ADMIN: DemoUser = {
  login: 'kettelhack',
  fullName: 'Doris Kettelhack',
  rank: 'RAR',
  role: 'Administration',
  passphrase: 'Kiesel Laterne Brombeere Segel 41',
};
export const LEAD: DemoUser = {
  login: 'overbeck',
  fullName: 'Martin Overbeck',
  rank: 'EKHK',
  role: 'Leitung KI ST',
  passphrase: 'Murmel Deichsel Apfelbaum Kompass 7',
};
export const OFFICER: DemoUser = {
  login: 'wendler',
  fullName: 'Sabine Wendler',
  rank: 'KHKin',
  role: 'Sachbearbeitung',
  passphrase: 'Fährmann Thymian Glocke Winter 93',
};
export const CHAIR: DemoUser = {
  login: 'assmann',
  fullName: 'Ruth Assmann',
  rank: 'KDin',
  role: 'Konferenzleitung',
  passphrase: 'Schieferdach Ginster Harfe Ostwind 5',
};
export const OFFICE_NAME = 'PP Musterstadt, KI Polizeilicher Staatsschutz';
