# Закрытие учётной записи портала и копия данных, которые портал хранит о её владельце.
local-closing-lede = Прочитайте, что исчезнет и что останется, прежде чем закрыть учётную запись на этом портале. В течение { $days ->
    [one] { $days } дня
   *[other] { $days } дней
} это можно остановить, потом — нет.
local-closing-card = Некоторое время это можно остановить
local-closing-back = К личным настройкам
local-closing-still = Ваши заявления ещё рассматриваются. Закрытие их не отзывает; если они больше не нужны, сначала отзовите их.
local-closing-wait = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
} ничего не меняется. Мы сообщим вам по СМС и по почте; при каждом входе вы можете остаться.
local-closing-links = Затем вы выйдете из системы везде, а связь с государственной учётной записью прекратится с обеих сторон, с указанием причины. Сама государственная учётная запись останется как есть.
local-closing-data = Имя, личный номер, телефон, адрес почты и пароль будут здесь удалены.
local-closing-dossiers = Поданные заявления остаются у ведомства: закон велит их хранить. Их рассмотрят до конца, но здесь вы их больше не увидите: запишите номера или скачайте копию своих данных.
local-closing-open = Рассматриваются: { $count }
local-closing-over = Завершены или отозваны: { $count }
local-closing-drafts = Неподанные черновики будут удалены: { $count }
local-closing-name = Ещё 180 дней ваш логин никому не достанется.
local-closing-again = Вернуться можно в любое время через государственную учётную запись. Тогда появится новая, пустая учётная запись.
local-closing-kept = Запись о том, что происходило, хранится столько, сколько требует закон.
local-closing-look = Остаться или посмотреть, что произойдёт
local-closing-stayed = Ваша учётная запись остаётся.
portal-sms-closing-asked = { $site }: вы попросили закрыть учётную запись; это произойдёт { $day }. Если хотите остаться или это были не вы, войдите и нажмите «Остаться».
portal-sms-absorbed-closing = { $site }: { $before } теперь часть нашего портала. Учётная запись, которую вы хотели закрыть, перешла сюда и будет закрыта { $day }. Если хотите остаться, войдите на { $address } с именем { $name } и прежним паролем.
portal-sms-closing-stayed = { $site }: ваша учётная запись остаётся, как вы пожелали. Если это были не вы, смените пароль.
portal-sms-closed = { $site }: ваша учётная запись закрыта по вашей просьбе. Это последнее сообщение.
activity-services-closing-asked = Вы попросили закрыть учётную запись
activity-services-closing-stayed = Вы остались: учётная запись не закрывается
activity-services-closing-closed = Учётная запись закрыта
activity-services-closing-emptied = Данные учётной записи удалены
activity-services-closing-name-freed = Логин свободен для других
activity-services-data-copied = Сделана копия всех данных учётной записи
copy-card = Всё, что мы храним о вас: прочитать или скачать
copy-portal-without = Без секретов (пароли и коды мы храним только в виде контрольных сумм или запечатанными). То, что хранит государственная учётная запись, спросите там.
copy-table-local-accounts = Учётная запись
copy-table-dossiers = Заявления
copy-table-referrals = Заявления, с которыми вас направили дальше
copy-table-arrivals = Заявления с другого портала
copy-table-links = Связи с государственными учётными записями
copy-table-prepared-links = Связи, подготовленные сотрудниками
copy-table-contact-offers = Контакты, о которых сообщила государственная учётная запись
copy-table-contact-origins = Откуда взяты контакты
copy-table-contact-news = Новости о контактах
copy-table-held-ways = Приостановленные способы входа
copy-table-local-closings = Закрытие учётной записи
copy-answer = Ответ
copy-answered-at = Ответ дан
copy-code = Номер
copy-email = Электронная почта
copy-email-confirmed-at = Почта подтверждена
copy-heard-at = Стало известно
copy-held-at = Приостановлено
copy-issuer = Государственная учётная запись
copy-number-proven-at = Личный номер доказан
copy-opened-at = Последний вход по ней
copy-organisation = Организация
copy-origin = Как появилась
copy-phone-confirmed-at = Телефон подтверждён
copy-place-code = Код места
copy-place-valid-at = Место на дату
copy-portal = Портал
copy-prepared-at = Подготовлено
copy-procedure-code = Услуга
copy-procedure-name = Услуга
copy-dossier-number = Номер заявления
copy-proven = Доказано
copy-since = С какого времени
copy-submitted-at = Подано
copy-told-at = Сообщено
copy-user-name = Логин
copy-why = Причина
copy-applicant = Заявитель
copy-request = О чём вы просите
copy-number-proven-by = Кто проверил личный номер
