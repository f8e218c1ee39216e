### Đăng ký: những gì được chọn, được khai và được đồng ý.

login-mixed-scripts = Hãy viết tên đăng nhập bằng một bảng chữ cái: chữ của các bảng khác nhau dễ bị nhầm với nhau
login-looks-alike = Các chữ này trông giống chữ của bảng chữ cái khác. Hãy thêm một chữ chỉ có trong bảng chữ cái của bạn, hoặc viết bằng chữ Latinh
login-reserved = Tên này có thể bị hiểu là của cơ quan nhà nước. Hãy chọn tên khác
login-taken-free = Tên đăng nhập này đã có người dùng. Hiện còn trống: { $names }

## Số định danh do người dùng khai

claim-title = Số định danh
claim-lede = Bạn có thể khai số định danh của mình. Số được lưu trong tài khoản cho đến khi được kiểm tra; trước đó số này không mở được gì và không cổng nào được biết.
claim-legend = Số định danh, nếu bạn muốn khai
claim-why = Bạn có thể bỏ qua và khai sau. Số được lưu ở dạng mã hóa. Trước khi được kiểm tra, số này không mở được gì và không ai tìm được bạn qua nó.
claim-country = Số của nước nào
claim-country-vn = Việt Nam: số định danh cá nhân, 12 chữ số
claim-country-cn = Trung Quốc: số công dân, 18 ký tự
claim-country-ru = Nga: SNILS, 11 chữ số
claim-number = Số định danh
claim-hint-vn = Ví dụ: 001 090 123 456
claim-hint-cn = Ví dụ: 110101 19900307 1233
claim-hint-ru = Ví dụ: 112-233-445 95
claim-born = Ngày sinh
claim-born-hint = Chỉ để phát hiện nhầm lẫn trong số, không được lưu. Ví dụ: 7/3/1990
claim-length = Số này có { $expected } ký tự, bạn đã nhập { $found }. Hãy kiểm tra lại, hoặc bỏ trống
claim-former = Đây là số chứng minh cũ gồm 9 chữ số. Hãy nhập 12 chữ số, hoặc bỏ trống
claim-no-such-day = Ký tự 7 đến 14 là ngày sinh, nhưng không có ngày này. Hãy kiểm tra lại số, hoặc bỏ trống
claim-check = Ký tự cuối không khớp với các chữ số khác, nghĩa là có một chữ số bị nhầm. Hãy kiểm tra lại số, hoặc bỏ trống
claim-check-ru = Hai chữ số cuối không khớp với các chữ số khác, nghĩa là có một chữ số bị nhầm. Hãy kiểm tra lại số, hoặc bỏ trống
claim-character = Hãy nhập số bằng chữ số; dấu cách và gạch ngang không ảnh hưởng
claim-character-cn = Hãy nhập số bằng chữ số, chỉ ký tự cuối có thể là X; dấu cách không ảnh hưởng
claim-born-malformed = Hãy nhập ngày sinh kèm năm, ví dụ 7/3/1990, hoặc bỏ trống
claim-differs = Theo số này, chủ số sinh ngày { $date }. Hãy sửa chỗ sai, hoặc bỏ trống ngày sinh
claim-differs-year = Theo số này, chủ số sinh năm { $year }. Hãy sửa chỗ sai, hoặc bỏ trống ngày sinh
claim-missing = Hãy nhập số
claim-doubt = Chúng tôi không biết địa phương ở đầu số định danh này. Có thể danh sách của chúng tôi còn thiếu; hãy xem lại số có đúng không.
claim-doubt-look = Xem lại số
claim-says = Số này cho biết gì và không cho biết gì
claim-says-vn = Số của Việt Nam cho biết tỉnh hoặc nước đăng ký khai sinh, giới tính và năm sinh. Số không có chữ số kiểm tra nên nhầm lẫn không phải lúc nào cũng thấy được. Số không cho biết nơi bạn ở hiện nay.
claim-says-cn = Số của Trung Quốc cho biết nơi đăng ký lần đầu, ngày sinh và giới tính; ký tự cuối để kiểm tra. Số không cho biết nơi bạn ở hiện nay hay dân tộc của bạn.
claim-says-ru = SNILS không cho biết gì về chủ số. Hai chữ số cuối để kiểm tra.
claim-state = Trạng thái
claim-state-proven = Đã kiểm tra
claim-state-claimed = Do bạn khai, chưa kiểm tra
claim-since = Khai ngày
claim-proven-means = Số này đã được kiểm tra nên không tự sửa được. Nếu sai, hãy mang thẻ căn cước đến cơ quan.
claim-means = Chưa ai kiểm tra số này. Số không mở được gì, không dùng để đăng nhập và không được báo cho các cổng.
claim-another = Khai số khác
claim-save = Lưu
claim-saved = Số đã được lưu như bạn khai.
claim-remove = Rút lại số
claim-removed = Số đã được xóa.
account-number-claimed = (do bạn khai, chưa kiểm tra)
account-number-change = Sửa
account-number-give = Khai số

## Điều khoản sử dụng

terms-title = Điều khoản sử dụng
terms-lede = { $site }, phiên bản { $version }, có hiệu lực từ { $date }.
terms-not-in-force = Đây không phải phiên bản đang có hiệu lực.
terms-versions = Tất cả phiên bản
terms-version = Phiên bản
terms-from = Hiệu lực từ
terms-agreed = Bạn đồng ý lúc
terms-in-force = Đang hiệu lực
terms-agree-title = Điều khoản sử dụng đã thay đổi
terms-agree-lede = Phiên bản { $version } có hiệu lực từ { $date }. Hãy đọc và đồng ý, sau đó bạn được đưa đến nơi đang muốn đến.
terms-agree-before = Đọc phiên bản bạn đã đồng ý trước đây
terms-agree-button = Đồng ý và tiếp tục
terms-agree-otherwise = Nếu không đồng ý, bạn không dùng được tài khoản. Tài khoản vẫn giữ nguyên và bạn có thể đăng nhập lại sau.
terms-agree-not = Đăng xuất, không đồng ý
register-terms-label = Tôi đồng ý với điều khoản sử dụng ngày { $date } (phiên bản { $version })
register-terms-read = Đọc điều khoản sử dụng
register-terms-page = Mở ở trang riêng, có tất cả phiên bản
register-terms-missing = Hãy đánh dấu để đồng ý với điều khoản sử dụng
register-terms-changed = Điều khoản sử dụng vừa thay đổi. Hãy đọc và đánh dấu lại

## Trong khi nhập

login-rules = Tên đăng nhập cần thế nào
login-rule-length = Có từ { $least } đến { $most } ký tự.
login-rule-letters = Gồm chữ cái, chữ số, dấu chấm, gạch dưới và gạch ngang; không phân biệt chữ hoa.
login-rule-first = Bắt đầu bằng một chữ cái.
login-rule-alphabet = Mọi chữ cái thuộc cùng một bảng; chữ Latinh có thể đứng cạnh chữ Hán.
advice-login-fine = Có thể dùng làm tên đăng nhập. Tên còn trống hay không sẽ biết khi đăng ký.
advice-password-fine = Mật khẩu này tốt.
register-former = Số này thuộc về một tài khoản ở đây. Nếu đó là tài khoản của bạn, hãy đăng nhập hoặc lấy lại tài khoản, đừng đăng ký lần nữa.
register-former-label = Số này trước đây là của người khác; tài khoản đó không phải của tôi
register-former-hint = Số này trở thành của bạn vào { $date }. Trước đó chúng tôi báo cho chủ cũ, người có thể dừng việc này, và bạn đăng nhập bằng tên đăng nhập.
register-former-missing = Hãy đánh dấu ô này nếu số trước đây là của người khác. Nếu tài khoản là của bạn, hãy đăng nhập.
