# Đăng ký tài khoản định danh điện tử mức độ 1 trên điện thoại.

level1-title = Định danh điện tử mức độ 1
level1-lede = Chỉ cần thẻ căn cước và khuôn mặt, bạn có định danh điện tử mà không phải đến cơ quan.
level1-needs = Bạn cần có
level1-needs-card = Thẻ căn cước có mã QR
level1-needs-camera = Camera, hoặc ảnh khuôn mặt chụp ngay bây giờ
level1-needs-time = Khoảng năm phút. Bạn có thể dừng bất cứ lúc nào và làm tiếp sau, kể cả trên thiết bị khác
level1-next = Sau đó thì sao?
level1-next-text = Cán bộ đối chiếu ảnh của bạn với cơ sở dữ liệu dân cư trong vòng một ngày làm việc. Chúng tôi sẽ nhắn cho bạn, và bạn kích hoạt định danh điện tử trong vòng bảy ngày.
level1-begin = Bắt đầu
level1-begin-again = Đăng ký lại
level1-phone-first = Tài khoản của bạn chưa có số điện thoại đã xác nhận. Kết quả được báo qua điện thoại, nên hãy xác nhận số trước.
level1-phone-give = Xác nhận số điện thoại
level1-go-on = Tiếp tục
level1-back = Quay lại
level1-many = Hôm nay bạn đã gửi thông tin nhiều lần. Hãy thử lại sau { $time }.

## Tình trạng hồ sơ

level1-state = Tình trạng
level1-due = Hạn giải quyết
level1-late = Quá hạn
level1-window = Hạn kích hoạt
level1-reason = Lý do
level1-state-data = Cần thông tin
level1-state-face = Cần ảnh khuôn mặt
level1-state-review = Chờ quyết định
level1-state-approved = Đã duyệt
level1-state-missed = Quá hạn kích hoạt
level1-state-active = Đang hoạt động
level1-state-locked = Đang bị khóa
level1-state-refused = Bị từ chối
level1-state-withdrawn = Đã rút
level1-state-closed = Đã đóng
level1-now-data = Chúng tôi cần thông tin trên thẻ căn cước của bạn.
level1-now-face = Chúng tôi cần ảnh khuôn mặt của bạn.
level1-now-review = Bạn đã đăng ký thành công và đang chờ quyết định. Cán bộ đang xem hồ sơ; khi có kết quả chúng tôi sẽ nhắn cho bạn. Bạn không phải làm gì thêm.
level1-now-approved = Hồ sơ của bạn đã được duyệt. Hãy kích hoạt định danh điện tử.
level1-now-missed = Đã quá bảy ngày để kích hoạt. Hãy liên hệ cơ quan đã duyệt: cán bộ có thể mở lại thời hạn.
level1-now-active = Định danh điện tử của bạn đang hoạt động.
level1-now-locked = Định danh điện tử của bạn đang bị khóa.
level1-now-refused = Hồ sơ của bạn bị từ chối. Bạn có thể đăng ký lại.
level1-now-withdrawn = Bạn đã rút hồ sơ. Bạn có thể đăng ký lại.
level1-now-closed = Định danh điện tử này đã đóng.
level1-given = Hồ sơ của bạn đã được gửi.
level1-withdrawn = Đã rút hồ sơ và xóa ảnh.
level1-over = Không còn hồ sơ nào đang xử lý để rút.
level1-withdraw-title = Rút hồ sơ
level1-withdraw-does = Hồ sơ kết thúc và ảnh của bạn được xóa ngay. Bạn có thể đăng ký lại bất cứ lúc nào.
level1-withdraw = Rút hồ sơ

## Các bước

level1-task-account = Tài khoản có số điện thoại đã xác nhận
level1-task-data = Thông tin thẻ căn cước
level1-task-face = Ảnh khuôn mặt
level1-task-decision = Cán bộ quyết định
level1-task-activate = Kích hoạt
level1-task-done = Xong
level1-task-now = Cần làm ngay
level1-task-waits = Đang xử lý
level1-task-later = Làm sau

## Thẻ căn cước

level1-card-title = Thẻ căn cước của bạn
level1-card-lede = Quét mã QR trên thẻ, hoặc nhập những gì ghi trên thẻ. Bạn được xem lại tất cả trước khi gửi.
level1-card-typed = Thông tin
level1-data-title = Kiểm tra thông tin
level1-data-lede = Chúng tôi tra cứu cơ sở dữ liệu dân cư bằng những thông tin này. Thông tin phải đúng như trên thẻ.
level1-former = Số CMND cũ
level1-from = Nguồn
level1-from-code = Mã QR trên thẻ
level1-from-typing = Tự nhập
level1-child = Người chưa đủ 14 tuổi không tự đăng ký một mình. Cha, mẹ hoặc người giám hộ sẽ cùng bạn đề nghị cấp tài khoản định danh điện tử.
level1-child-small = Với trẻ dưới 6 tuổi, cha, mẹ hoặc người giám hộ đề nghị cấp tài khoản định danh điện tử mức độ 1.
level1-child-nothing-sent = Chưa có thông tin nào được gửi đến cơ sở dữ liệu dân cư hay cán bộ.
level1-child-do = Việc cần làm bây giờ
level1-child-counter = Cùng nhau đến công an xã, phường hoặc nơi làm thủ tục cấp thẻ căn cước.
level1-child-papers = Mang theo thẻ căn cước hoặc giấy khai sinh của trẻ và thẻ căn cước của cha, mẹ hoặc người giám hộ.
level1-child-born = Ngày sinh chưa đúng? Hãy sửa lại rồi tiếp tục.
level1-child-leave = Về hồ sơ của tôi
level1-doubts = Có chỗ không khớp. Bạn vẫn có thể tiếp tục; cán bộ sẽ xem lại.
level1-consent = Tôi đồng ý cho đối chiếu những thông tin này và ảnh khuôn mặt của tôi với cơ sở dữ liệu dân cư
level1-consent-hint = Chỉ dùng cho hồ sơ này. Ảnh được mã hóa khi lưu và bị xóa khi hết hạn lưu, hoặc ngay khi bạn rút hồ sơ.
level1-consent-program = Trước khi cán bộ quyết định, một chương trình máy tính đối chiếu ảnh của bạn và báo kết quả cho cán bộ. Chương trình không tự quyết định điều gì.
level1-consent-missing = Hãy đồng ý cho đối chiếu, hoặc quay lại
level1-correct = Sửa thông tin

## Khuôn mặt

level1-face-title = Ảnh khuôn mặt
level1-face-lede = Chúng tôi cần một ảnh bạn nhìn thẳng và ba ảnh với cử chỉ được chọn ngẫu nhiên. Hãy bỏ kính, khẩu trang và mũ.
level1-face-place = Ảnh { $place } trên { $count }:
level1-face-photograph = Chụp hoặc chọn ảnh
level1-face-file = Ảnh
level1-face-file-hint = JPEG, PNG hoặc WebP, tối đa 8 MB, vừa chụp xong. Chúng tôi không giữ thông tin ảnh chụp ở đâu và bằng máy gì.
level1-face-send = Gửi ảnh
level1-face-until = Các cử chỉ này có hiệu lực đến
level1-face-why = Vì sao cần cử chỉ?
level1-face-why-text = Để không ai dùng ảnh có sẵn của bạn mà đăng ký thay bạn. Nếu không làm được cử chỉ nào, hãy chụp lại từ đầu để nhận cử chỉ khác, hoặc đến cơ quan đăng ký. Ảnh do cán bộ đối chiếu.
level1-camera-start = Bật camera
level1-camera-take = Chụp ảnh
level1-camera-wait = Giữ yên. Sẽ chụp sau
level1-camera-sending = Đang gửi ảnh.
level1-camera-refused = Trình duyệt không cho trang này dùng camera. Hãy cho phép trong cài đặt của trình duyệt, hoặc gửi ảnh chụp.
level1-camera-missing = Không bật được camera. Hãy gửi ảnh chụp.
level1-shot-portrait = nhìn thẳng vào camera, ngậm miệng
level1-shot-turn-left = quay mặt sang trái
level1-shot-turn-right = quay mặt sang phải
level1-shot-look-up = ngẩng đầu nhìn lên
level1-shot-look-down = cúi đầu nhìn xuống
level1-shot-open-mouth = há to miệng
level1-shot-close-eyes = nhắm cả hai mắt
level1-shot-smile = cười hở răng
level1-shot-lean = nghiêng đầu sang một bên vai
level1-picture-empty = Hãy chọn hoặc chụp ảnh trước
level1-picture-large = Ảnh quá lớn. Hãy chụp ảnh tối đa 8 MB và 28 megapixel
level1-picture-heic = Không đọc được ảnh HEIC. Hãy chỉnh camera sang JPEG (“Tương thích nhất”)
level1-picture-kind = Đây không phải loại ảnh chúng tôi đọc được. Hãy chọn JPEG, PNG hoặc WebP
level1-picture-damaged = Ảnh bị hỏng hoặc thiếu. Hãy chụp ảnh khác
level1-picture-small = Ảnh quá nhỏ. Mỗi cạnh cần ít nhất 240 điểm ảnh, khuôn mặt chiếm gần hết ảnh
level1-picture-blurred = Ảnh bị nhòe. Hãy giữ yên, lau ống kính và chụp lại
level1-picture-dark = Ảnh quá tối. Hãy đến chỗ sáng hơn
level1-picture-bright = Ảnh quá sáng. Đừng chụp ngược sáng
level1-picture-same = Ảnh này trùng với một ảnh khác. Hãy chụp ảnh mới với cử chỉ được yêu cầu
level1-picture-many = Bạn đã gửi nhiều ảnh. Hãy thử lại sau { $time }
level1-picture-busy = Hiện có nhiều người đang gửi ảnh. Hãy thử lại sau giây lát

## Xem lại

level1-confirm-title = Đây có phải là bạn?
level1-confirm-lede = Hãy xem khuôn mặt có rõ và thông tin có đúng không. Sau bước này cán bộ sẽ quyết định.
level1-portrait = Ảnh chân dung của bạn
level1-gestures = Các cử chỉ của bạn
level1-confirm = Xác nhận và gửi
level1-again = Chụp lại tất cả
