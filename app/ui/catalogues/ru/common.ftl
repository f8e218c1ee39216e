### What every page has: sites’ names, the layout, forms and lists.

site-name-vneid = Электронная личность VNeID
site-name-id-dvcqg = Учётная запись национального портала услуг
site-name-dvcqg = Национальный портал государственных услуг
site-name-haiduong = Единое окно Хайзыонга
site-name-haiphong = Единое окно Хайфона
site-name-esia = Учётная запись Госуслуг
site-name-school = Сетевой Город. Образование
site-name-id-shandong = Единая аутентификация Шаньдуна
site-name-shandong = Государственные услуги Шаньдуна
site-name-outside = Внешний мир
site-name-plain = Одна дверь

layout-title = { $page } – { $site }
layout-title-error = Ошибка: { $page } – { $site }
layout-skip = Перейти к содержанию
layout-back = Назад
layout-breadcrumb = Путь к странице
layout-language = Язык
layout-navigation = Основные разделы
layout-signed-in = Вы вошли как
layout-account = Моя учётная запись
layout-sign-out = Выйти
layout-demonstration = Это демонстрация, а не сайт госоргана. Не вводите настоящие данные.
layout-footer = Сайт работает на свободной программе Onedoor.
layout-footer-demonstration = Демонстрация Onedoor. Все люди и обращения здесь вымышлены.

help-title = Служба поддержки

form-problems = Что нужно исправить
form-optional = (необязательно)
form-password-show = Показать
form-password-hide = Скрыть
form-number-show = Показать полностью
form-step = Шаг { $step } из { $of }



device-both = { $browser }, { $system }
device-unknown = Неизвестный браузер

phone-hint-vn = Например: 0912 345 678
phone-hint-cn = Например: 138 0013 8000
phone-hint-ru = Например: 8 912 345-67-89
phone-malformed-vn = Введите номер мобильного телефона, например 0912 345 678
phone-malformed-cn = Введите номер мобильного телефона, например 138 0013 8000
phone-malformed-ru = Введите номер мобильного телефона, например 8 912 345-67-89
