// What the page says. A text that takes something holds {0}, {1}.
const en = {
  skip: 'To the dead letters', key: 'Key', title: 'Operators', targets: 'Partners', work: 'Work under way',
  letters: 'Dead letters', target: 'Partner', all: 'all', code: 'Code', older: 'Older than', younger: 'Younger than',
  text: 'Text', show: 'Show', replayMany: 'Replay these…', when: 'When', message: 'Message', id: 'Id', acts: 'Actions',
  newer: 'Newer', more: 'Older', attempts: 'Newest attempts', route: 'Outcome', http: 'HTTP', ms: 'ms',
  number: 'Attempt', next: 'Next', allAttempts: 'All of them', close: 'Close', cancel: 'Cancel',
  asOf: 'as of {0}', away: 'The relay has not answered since {0}. What you see is old; this page keeps trying.',
  locked: 'Shown with the key only.', noLetters: 'No dead letters.', noneFound: 'No dead letters match.',
  noAttempts: 'None since the start.',
  running: 'running', off: 'off', paused: 'paused', pause: 'Pause {0}', resume: 'Resume {0}',
  pausedBy: 'Paused since {1}: {0}.', OPERATOR: 'by an operator', TRANSPORT: 'it cannot be reached; a probe resumes it',
  CREDENTIALS: 'it refuses our credentials; a probe resumes it', lastError: 'Last error: {0}',
  accepted: 'accepted', delivered: 'delivered', retried: 'retried', dead: 'dead-lettered', waiting: 'waiting',
  retrying: 'retrying', deadNow: 'dead letters', oldest: 'oldest waits', day: '24 h', now: 'now',
  pictureTitle: '{0}, the last 24 hours',
  pictureText: '{0} accepted, {1} delivered, {2} retried, {3} dead-lettered. A bar is a quarter of an hour, the highest {4}.',
  numbers: 'The same in numbers', hour: 'Hour', nothing: 'Nothing happened.', ago: '{0} h ago',
  story: 'Story', replay: 'Replay', drop: 'Drop', ofLetter: '{0}: {1} of {2}',
  storyOf: 'The story of {0}', received: 'Received', source: 'From', ended: 'Ended', reference: 'Reference', fields: 'Fields',
  status: 'State', noAttempt: 'No attempts.',
  replayed: '{0} is delivered to {1} again.', dropped: '{0} is dropped.',
  isPaused: '{0} is paused.', isResumed: '{0} goes on.',
  unknownTitle: 'Deliver again what may have been done?',
  unknownText: 'Nobody knows whether {1} has carried {0} out. Ask the partner first: replaying it may do it twice.',
  dropTitle: 'Drop {0}?', dropText: 'It stays filed as a dead letter of {0}, with this reason, and leaves the list.', reason: 'Reason',
  dryTitle: 'These would be delivered again', count: 'Count', total: 'Together', dryNone: 'Nothing to deliver again.',
  dryNote: 'Left out unless their code is named: OutcomeUnknown, Dropped.', replayNow: 'Replay {0} now',
  batchWork: 'File {0}', percent: '{0} %', taken: '{0} accepted', refused: '{0} refused',
  replayWork: 'Replay: {0}', stop: 'Stop', progress: '{0} of {1}', failed: '{0} not taken', NONE: '', RUNNING: 'under way',
  FINISHED: 'finished', STOPPED: 'stopped', FAILED: 'gave up', started: 'The replay has begun.', stopping: 'The replay stops.',
  keyTitle: 'The key of this relay', keyNeeded: 'It is relay.management-key, or what “java -jar formrelay.jar ops” prints. It is kept until this tab is closed.',
  keyWrong: 'The relay did not take that key. A relay without relay.management-key makes a new one at every start: see “java -jar formrelay.jar ops”.',
  keyLabel: 'Key', name: 'Your name, for the audit log (optional)', take: 'Use this key', enterKey: 'Enter the key',
  success: 'success', retry: 'retry', 'dead-letter': 'dead letter', pending: 'pending', sending: 'sending', succeeded: 'succeeded',
  'dead-lettered': 'dead letter',
};
const tr = {
  skip: 'Teslim edilemeyenlere git', key: 'Anahtar', title: 'İşletim', targets: 'İş ortakları', work: 'Süren işler',
  letters: 'Teslim edilemeyenler', target: 'İş ortağı', all: 'hepsi', code: 'Kod', older: 'Şundan eski', younger: 'Şundan yeni',
  text: 'Metin', show: 'Göster', replayMany: 'Bunları yeniden gönder…', when: 'Zaman', message: 'Mesaj', id: 'No', acts: 'İşlemler',
  newer: 'Daha yeni', more: 'Daha eski', attempts: 'Son denemeler', route: 'Sonuç', http: 'HTTP', ms: 'ms',
  number: 'Deneme', next: 'Sonraki', allAttempts: 'Hepsini göster', close: 'Kapat', cancel: 'Vazgeç',
  asOf: '{0} itibarıyla', away: 'Sunucu {0} saatinden beri yanıt vermiyor. Gördükleriniz eski; sayfa denemeyi sürdürüyor.',
  locked: 'Yalnızca anahtarla gösterilir.', noLetters: 'Teslim edilemeyen yok.', noneFound: 'Süzgece uyan yok.',
  noAttempts: 'Başlangıçtan beri yok.',
  running: 'çalışıyor', off: 'kapalı', paused: 'duraklatıldı', pause: 'Duraklat: {0}', resume: 'Sürdür: {0}',
  pausedBy: '{1} tarihinden beri duraklatıldı: {0}.', OPERATOR: 'bir işletmen tarafından', TRANSPORT: 'ulaşılamıyor; yanıt verince sürer',
  CREDENTIALS: 'kimlik bilgilerimizi kabul etmiyor; kabul edince sürer', lastError: 'Son hata: {0}',
  accepted: 'kabul edildi', delivered: 'teslim edildi', retried: 'yeniden denendi', dead: 'teslim edilemedi', waiting: 'bekliyor',
  retrying: 'yeniden denenecek', deadNow: 'teslim edilemeyen', oldest: 'en eskisi bekliyor', day: '24 sa', now: 'şimdi',
  pictureTitle: '{0}, son 24 saat',
  pictureText: '{0} kabul edildi, {1} teslim edildi, {2} yeniden denendi, {3} teslim edilemedi. Her çubuk on beş dakika, en yükseği {4}.',
  numbers: 'Aynısı sayılarla', hour: 'Saat', nothing: 'Bir şey olmadı.', ago: '{0} sa önce',
  story: 'Geçmişi', replay: 'Yeniden gönder', drop: 'Bırak', ofLetter: '{0}: {1}, {2}',
  storyOf: '{0} kaydının geçmişi', received: 'Alındı', source: 'Kaynak', ended: 'Bitti', reference: 'Referans', fields: 'Alanlar',
  status: 'Durum', noAttempt: 'Deneme yok.',
  replayed: '{0}, {1} için yeniden gönderiliyor.', dropped: '{0} bırakıldı.',
  isPaused: '{0} duraklatıldı.', isResumed: '{0} sürüyor.',
  unknownTitle: 'Yapılmış olabilecek iş yeniden gönderilsin mi?',
  unknownText: '{1} tarafında {0} kaydının işlenip işlenmediği bilinmiyor. Önce iş ortağına sorun: iki kez yapılabilir.',
  dropTitle: '{0} bırakılsın mı?', dropText: '{0} için teslim edilemeyen olarak bu gerekçeyle saklanır ve listeden çıkar.', reason: 'Gerekçe',
  dryTitle: 'Yeniden gönderilecekler', count: 'Sayı', total: 'Toplam', dryNone: 'Yeniden gönderilecek bir şey yok.',
  dryNote: 'Kodu yazılmadıkça dışarıda kalanlar: OutcomeUnknown, Dropped.', replayNow: '{0} kaydı şimdi gönder',
  batchWork: 'Dosya {0}', percent: '%{0}', taken: '{0} kabul edildi', refused: '{0} reddedildi',
  replayWork: 'Yeniden gönderme: {0}', stop: 'Durdur', progress: '{0} / {1}', failed: '{0} alınamadı', NONE: '', RUNNING: 'sürüyor',
  FINISHED: 'bitti', STOPPED: 'durduruldu', FAILED: 'vazgeçti', started: 'Yeniden gönderme başladı.', stopping: 'Yeniden gönderme duruyor.',
  keyTitle: 'Sunucunun anahtarı', keyNeeded: 'relay.management-key ya da “java -jar formrelay.jar ops” komutunun yazdığı anahtar. Sekme kapanana kadar saklanır.',
  keyWrong: 'Sunucu bu anahtarı kabul etmedi. relay.management-key yoksa her başlangıçta yeni anahtar üretilir: “java -jar formrelay.jar ops”.',
  keyLabel: 'Anahtar', name: 'Adınız, denetim kaydı için (isteğe bağlı)', take: 'Bu anahtarı kullan', enterKey: 'Anahtarı gir',
  success: 'başarılı', retry: 'yeniden', 'dead-letter': 'teslim edilemedi', pending: 'bekliyor', sending: 'gönderiliyor', succeeded: 'başarılı',
  'dead-lettered': 'teslim edilemedi',
};
const wanted = new URLSearchParams(location.search).get('lang') ?? navigator.language;
export const language = wanted.toLowerCase().startsWith('tr') ? 'tr' : 'en';
const texts = language === 'tr' ? tr : en;

export function t(name, ...values) {
  return (texts[name] ?? name).replace(/\{(\d)\}/g, (all, index) => values[index] ?? all);
}

export const number = value => Number(value).toLocaleString(language);

export function time(at, clockOnly) {
  return at ? new Date(at).toLocaleString(language, clockOnly ? {timeStyle: 'medium'} : {dateStyle: 'short', timeStyle: 'medium'}) : '';
}

export function span(seconds) {
  const units = [[86400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];
  const [size, unit] = units.find(([size]) => seconds >= size) ?? units[3];
  return Math.floor(seconds / size).toLocaleString(language, {style: 'unit', unit, unitDisplay: 'short'});
}
