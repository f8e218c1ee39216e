# Kích hoạt định danh điện tử.

sms-activation = { $site }: mã { $code } để kích hoạt định danh điện tử. Mã có hiệu lực 10 phút. Không đưa mã này cho bất kỳ ai.

activate-title = Kích hoạt định danh điện tử
activate-lede = Hãy để sẵn điện thoại đã dùng khi đăng ký. Mất khoảng ba phút: mã xác thực, mật mã sáu chữ số và câu hỏi bảo mật.
activate-until = Bạn có thể kích hoạt đến { $date }.
activate-here = Hãy làm trên chính thiết bị bạn muốn dùng mật mã: mật mã chỉ có giá trị trên thiết bị đó.
activate-number = Số định danh cá nhân
activate-number-hint = 12 chữ số trong hồ sơ đăng ký. Có thể nhập cả dấu cách.
activate-number-missing = Nhập số định danh cá nhân
activate-phone = Số điện thoại của bạn
activate-differs = Số định danh và số điện thoại không khớp với hồ sơ đăng ký. Hãy xem lại cả hai.
activate-send = Gửi mã
activate-finish = Kích hoạt

passcode-title = Chọn mật mã sáu chữ số
passcode-lede = Mật mã gắn với thiết bị này và không có giá trị trên thiết bị khác.
passcode-label = Mật mã
passcode-again = Nhập lại mật mã
passcode-hint = Sáu chữ số; không dùng ngày sinh, không dùng một phần các số của bạn, không dùng dãy như 111222 hay 123456.
passcode-shape = Nhập sáu chữ số
passcode-repeated = Chọn các chữ số không lặp lại như vậy
passcode-in-a-row = Chọn các chữ số không chỉ tăng dần hay giảm dần
passcode-known = Chọn mật mã khác: mật mã này nằm trong ngày sinh hoặc trong một số của bạn
passcode-differs = Nhập đúng mật mã như trên
passcode-save = Tiếp tục

activate-active = Định danh điện tử của bạn đang hoạt động
activate-active-do = Bạn đã có “{ $level }”. Mật mã có giá trị trên thiết bị mà bạn đã đặt.
activate-missed = Đã hết bảy ngày để kích hoạt
activate-missed-do = Không mất gì cả: hồ sơ của bạn vẫn được duyệt. Hãy đề nghị cơ quan đã duyệt mở lại thời hạn bảy ngày. Bạn sẽ nhận được tin nhắn và kích hoạt tại đây.
activate-locked = Định danh điện tử của bạn đang bị khóa
activate-locked-do = Bạn vẫn đăng nhập được, nhưng định danh chưa có giá trị cho đến khi được mở khóa.
activate-nothing = Không có gì để kích hoạt
activate-not-yet = Chưa có gì để kích hoạt
activate-not-yet-do = Trước hết hồ sơ phải được duyệt. Bạn có thể xem hồ sơ đang ở bước nào.
activate-see = Xem tình trạng hồ sơ
activate-device = Mở trên thiết bị này
activate-device-lede = Hãy để sẵn điện thoại của tài khoản định danh: mã sẽ gửi tới đó, rồi bạn đặt mật mã. Thiết bị dùng trước đây sẽ hết hiệu lực.
activate-device-done = Từ nay mật mã dùng trên thiết bị này.
activate-taken = Số của bạn đã có ở một tài khoản khác
activate-taken-do = Có người đã xác thực số này bằng một tài khoản khác. Hồ sơ của bạn vẫn được duyệt, không mất gì cả.
activate-taken-mine = Nếu tài khoản kia cũng là của bạn, hãy gộp hai tài khoản.
activate-taken-not-mine = Nếu không phải của bạn, hãy mang thẻ đến cơ quan công an: họ sẽ xác minh số này là của ai.
passcode-open-title = Nhập mật mã
passcode-again-lede = Hãy nhập mật mã để xác nhận một lần nữa rằng đó là bạn.
passcode-open-lede = Mật mã này mở định danh điện tử của bạn trên thiết bị này.
passcode-open-no-script = Thiết bị này ký bằng khóa riêng nên cần JavaScript. Nếu không có, hãy đăng nhập bằng mật khẩu.
passcode-open-button = Mở
passcode-open-else = Đăng nhập bằng mật khẩu
passcode-wrong = Mật mã không đúng. Bạn còn { $left } lần thử; sau đó định danh điện tử sẽ bị khóa.
passcode-too-late = Trang đã mở quá lâu. Hãy nhập lại mật mã
passcode-no-key = Trình duyệt này không còn khóa của thiết bị. Hãy đăng nhập bằng mật khẩu và kích hoạt lại thiết bị
passcode-locked = Mật mã bị nhập sai năm lần nên định danh điện tử của bạn đã bị khóa. Hãy đăng nhập bằng mật khẩu để biết cách mở khóa.
