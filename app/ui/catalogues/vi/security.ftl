# Những cách mở tài khoản ngoài mật khẩu: trung tâm bảo mật, bước thứ hai, khóa đăng nhập.

## Trung tâm bảo mật

security-title = Trung tâm bảo mật
security-card = Những gì mở được tài khoản của bạn và cách bảo vệ tốt hơn
security-lede = Đây là những gì mở được tài khoản của bạn. Mỗi thay đổi ở đây đều được báo cho bạn qua tin nhắn.
security-all-well = Tài khoản của bạn được bảo vệ tốt. Bạn không cần làm gì thêm.
security-lately = Những mục sau được thêm trong 30 ngày qua. Hãy xóa mục không phải của bạn: người đã vào tài khoản của bạn có thể để lại.
security-advice-second = Chỉ cần mật khẩu là mở được tài khoản của bạn. Hãy thêm khóa đăng nhập hoặc ứng dụng, để kẻ lấy được mật khẩu vẫn không vào được.
security-advice-better = Tin nhắn có thể bị chặn đọc. Khóa đăng nhập hoặc ứng dụng an toàn hơn.
security-advice-another = Bạn chỉ có một khóa đăng nhập hoặc ứng dụng. Hãy thêm một cái nữa phòng khi bị mất.
security-advice-codes = Bạn chưa có mã khôi phục. Mã này mở được tài khoản khi bạn mất điện thoại.
security-advice-few = Bạn còn ít mã khôi phục. Hãy tạo mã mới trước khi cần đến.
security-second-on = Đang bật
security-second-off = Đang tắt
security-password-changed = Đặt ngày
security-sessions = Đang đăng nhập trên { $count } thiết bị
security-codes-left = { $left ->
    [0] Chưa có
   *[other] Còn { $left } mã
  }
security-manage = Quản lý
security-more = Xem thêm về tài khoản
security-authenticators = Khóa đăng nhập và ứng dụng
security-authenticators-none = Chưa có. Khi đã thêm, kẻ lấy được mật khẩu cũng không vào được.
security-passkey = Khóa đăng nhập
security-passkey-doubted = Có thể đã có bản sao
security-passkey-doubted-means = Có thể đã có bản sao của khóa đăng nhập này: lần dùng gần nhất, số đếm của nó nhỏ hơn trước. Một mình nó không còn mở được tài khoản của bạn. Hãy gỡ bỏ nó và thêm khóa mới.
security-totp = Ứng dụng tạo mã
security-label = Tên gọi
security-label-hint = Để bạn nhận ra, ví dụ tên thiết bị
security-kind = Loại
security-copies = Trên các thiết bị khác của bạn
security-copies-yes = Có, các thiết bị của bạn dùng chung
security-copies-no = Không, chỉ trên một thiết bị
security-added = Thêm ngày
security-used = Dùng lần cuối
security-never-used = Chưa dùng
security-rename = Đổi tên gọi
security-remove-title = Gỡ bỏ
security-remove-text = Từ đó nó không mở được tài khoản của bạn nữa. Bạn có thể thêm lại sau.
security-remove-last = Đây là cái duy nhất. Không có nó, có thể chỉ cần mật khẩu là mở được tài khoản.
security-remove = Gỡ bỏ
security-notice-totp-added = Đã thêm ứng dụng. Từ giờ khi đăng nhập bạn sẽ được hỏi mã của ứng dụng.
security-notice-passkey-added = Đã thêm khóa đăng nhập. Bạn có thể dùng nó để đăng nhập mà không cần mật khẩu.
security-notice-renamed = Đã đổi tên gọi.
security-notice-removed = Đã gỡ bỏ; nó không mở được tài khoản của bạn nữa.
security-notice-text-codes = Đã lưu lựa chọn của bạn về tin nhắn.
security-notice-device-forgotten = Đã quên. Ở đó bạn sẽ lại được hỏi bước thứ hai.

## Ứng dụng tạo mã

totp-title = Thêm ứng dụng tạo mã
totp-lede = Một ứng dụng trên điện thoại hiện mã mới mỗi 30 giây, kể cả khi không có mạng.
totp-step-app = Cài một ứng dụng tạo mã dùng một lần trên điện thoại, nếu bạn chưa có.
totp-step-scan = Dùng ứng dụng quét hình này.
totp-picture = Mã QR dành cho ứng dụng
totp-step-type = Hoặc nhập khóa này vào ứng dụng:
totp-open-app = Mở ứng dụng trên thiết bị này
totp-step-code = Nhập mã mà ứng dụng đang hiện.
totp-label-hint = Nếu bạn dùng nhiều điện thoại
totp-add = Thêm ứng dụng
totp-code-wrong = Mã không đúng. Hãy kiểm tra giờ trên điện thoại và nhập mã đang hiện
totp-begin-again = Trang này đã quá cũ. Hãy quét hình mới bên dưới.

## Khóa đăng nhập

passkey-add-title = Thêm khóa đăng nhập
passkey-add-lede = Bạn đăng nhập bằng vân tay, khuôn mặt hoặc mã mở khóa thiết bị. Không cần mật khẩu, không có gì để kẻ gian lấy cắp.
passkey-add-button = Tạo khóa đăng nhập
passkey-what = Khóa đăng nhập là gì?
passkey-what-text = Một khóa nằm trong điện thoại, máy tính hoặc một thiết bị nhỏ riêng. Nó chỉ hoạt động trên trang này, nên trang giả mạo không lấy được.
passkey-what-shared = Không tạo khóa trên thiết bị mà người khác mở khóa được.
passkey-not-made = Khóa đăng nhập không được nhận. Hãy thử lại hoặc dùng thiết bị khác.
passkey-no-script = Trình duyệt này không dùng được khóa đăng nhập ở đây, hoặc đã tắt script. Các cách khác vẫn dùng được.
passkey-failed = Chưa thực hiện được. Bạn có thể thử lại.
sign-in-passkey = Đăng nhập bằng khóa đăng nhập
sign-in-passkey-wrong = Khóa đăng nhập này không mở tài khoản nào ở đây. Hãy đăng nhập cách khác.
sign-in-passkey-doubted = Có thể đã có bản sao của khóa đăng nhập này. Hãy đăng nhập bằng mật khẩu và một cách khác, rồi gỡ bỏ khóa này và thêm khóa mới.
sign-in-over = Đăng nhập quá lâu, hoặc được bắt đầu ở trình duyệt khác. Hãy đăng nhập lại.

## Bước thứ hai

second-title = Bước thứ hai
second-passkey-lede = Mật khẩu đúng. Hãy dùng khóa đăng nhập để xác nhận đúng là bạn.
second-passkey-button = Dùng khóa đăng nhập
second-passkey-wrong = Khóa đăng nhập này không được nhận. Hãy thử lại hoặc dùng cách khác.
second-passkey-copied = Có thể đã có bản sao của khóa đăng nhập này nên nó không được nhận nữa. Hãy dùng cách khác.
second-totp-lede = Hãy mở ứng dụng tạo mã trên điện thoại và nhập mã mà ứng dụng hiện cho trang này.
second-totp-label = Mã trong ứng dụng
second-totp-wrong = Mã không đúng hoặc đã dùng rồi. Hãy đợi mã tiếp theo trong ứng dụng rồi nhập
second-sms-lede = Chúng tôi sẽ gửi tin nhắn có mã đến số { $phone }.
second-recovery-lede = Hãy nhập một trong các mã khôi phục mà bạn đã in hoặc lưu. Mỗi mã chỉ dùng được một lần.
second-recovery-label = Mã khôi phục
second-recovery-hint = 12 chữ số
second-recovery-wrong = Đây không phải mã khôi phục của bạn, hoặc đã dùng rồi. Hãy nhập mã khác
second-code-missing = Hãy nhập mã
second-too-many = Đã có quá nhiều lần thử. Tài khoản của bạn không bị khóa. Bạn có thể thử lại sau { $time }.
second-remember = Không hỏi lại trên thiết bị này trong 30 ngày
second-remember-hint = Chỉ chọn trên thiết bị mà không ai khác dùng
second-others = Cách khác
second-choose-passkey = Khóa đăng nhập
second-choose-passcode = Mật mã của thiết bị này
second-choose-totp = Mã trong ứng dụng
second-choose-sms = Mã qua tin nhắn
second-choose-recovery = Mã khôi phục
second-none = Không dùng được cách nào?
second-none-do = Hãy mang giấy tờ tùy thân đến cơ quan tiếp nhận. Ở đó tài khoản sẽ được mở lại cho bạn.
sms-second-step = { $site }: mã { $code } để đăng nhập. Mã có hiệu lực 10 phút. Không đưa mã này cho bất kỳ ai. Nếu không phải bạn đang đăng nhập, hãy đổi mật khẩu ngay.

## Mã khôi phục

codes-title = Mã khôi phục
codes-lede = Mười mã trên giấy. Mỗi mã dùng được một lần ở bước thứ hai, khi điện thoại bị mất hoặc hỏng.
codes-none = Bạn chưa có mã nào.
codes-left = Còn { $left } mã trong số đã tạo ngày { $date }.
codes-anew-means = Nếu bạn tạo mã mới, các mã cũ hết hiệu lực.
codes-make = Tạo mã khôi phục
codes-make-anew = Tạo mã khôi phục mới
codes-new-title = Mã khôi phục mới của bạn
codes-shown-once = Các mã này chỉ hiện một lần này. Hãy in hoặc lưu lại trước khi tiếp tục.
codes-for = Tài khoản: { $login }
codes-once = Mỗi mã dùng được một lần. Hãy cất cùng giấy tờ tùy thân, không để cạnh mật khẩu.
codes-made = Tạo ngày { $date }
codes-print = Bạn có thể in trang này.
codes-download = Lưu thành tệp
codes-done = Tôi đã lưu

## Mã qua tin nhắn

text-codes-title = Mã qua tin nhắn
text-codes-when = Khi nào gửi mã đến điện thoại của bạn
text-codes-asked = Khi cần bước thứ hai
text-codes-asked-means = Khi một cổng dịch vụ yêu cầu, hoặc bạn chọn thay cho khóa đăng nhập hay ứng dụng
text-codes-always = Mỗi lần đăng nhập
text-codes-always-means = Chỉ mật khẩu thì không mở được tài khoản nữa
text-codes-never = Không bao giờ
text-codes-never-means = Khóa đăng nhập hoặc ứng dụng an toàn hơn. Hãy giữ mã khôi phục phòng khi bị mất
text-codes-save = Lưu

## Thiết bị được ghi nhớ

## The device of the electronic identity

bound-title = Thiết bị dùng định danh điện tử
bound-since = Gắn từ
bound-unused = Chưa dùng
bound-means = Mật mã sáu số chỉ mở định danh điện tử của bạn trên thiết bị này. Nếu không nhận ra thiết bị, hãy gỡ thiết bị và đổi mật khẩu.
bound-remove = Gỡ thiết bị này
bound-removed = Đã gỡ thiết bị. Mật mã không còn mở được gì cho đến khi bạn đặt lại trên một thiết bị.

devices-title = Thiết bị không bị hỏi bước thứ hai
devices-none = Chưa có. Khi đăng nhập bằng bước thứ hai, bạn có thể cho ghi nhớ thiết bị trong 30 ngày.
devices-until = Đến ngày
devices-forget = Quên
devices-forget-all = Quên tất cả
