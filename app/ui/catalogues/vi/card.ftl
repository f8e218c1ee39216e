# Thông tin trên thẻ căn cước: quét, chụp hoặc nhập.

card-scan = Quét mã QR trên thẻ
card-scan-where = Thẻ cấp từ năm 2021 có mã QR ở góc trên bên phải mặt trước. Thẻ cấp từ tháng 7/2024 có mã QR ở mặt sau.
card-camera-start = Quét bằng camera
card-camera-stop = Tắt camera
card-camera-picture = Hình ảnh từ camera
card-camera-starting = Đang mở camera. Trình duyệt có thể hỏi bạn có cho phép trang này dùng camera không.
card-camera-looking = Đưa mã QR vào trước camera, tránh bị lóa. Mã sẽ được đọc tự động.
card-camera-refused = Trình duyệt không cho trang này dùng camera. Hãy cho phép trong phần cài đặt của trình duyệt, hoặc gửi ảnh chụp, hoặc tự nhập thông tin.
card-camera-missing = Không mở được camera. Hãy gửi ảnh chụp hoặc tự nhập thông tin.
card-camera-tired = Camera đã tìm khá lâu mà chưa thấy mã. Hãy chụp ảnh mã hoặc tự nhập thông tin.
card-camera-failed = Hình ảnh chưa gửi đi được. Hãy kiểm tra kết nối rồi mở lại camera, hoặc tải lại trang.
card-photograph = Ảnh chụp mặt thẻ có mã QR
card-photograph-hint = Ảnh JPEG, PNG hoặc WebP, không quá 12 MB. Ảnh phải có trọn mã QR, rõ nét và không bị lóa. Chúng tôi chỉ đọc mã, không lưu ảnh.
card-photograph-read = Đọc mã từ ảnh
card-not-readable = Không quét được QR code? Tự nhập thông tin
card-read = Đã đọc được mã. Hãy kiểm tra thông tin bên dưới.
card-differs = Số trên thẻ là { $number }, khác với số bạn đã nhập. Số bạn nhập vẫn được giữ: hãy sửa lại số nào sai.
card-many = Đã gửi quá nhiều ảnh. Hãy thử lại sau { $time }, hoặc tự nhập thông tin.
card-busy = Đang có nhiều người gửi ảnh. Hãy thử lại sau giây lát, hoặc tự nhập thông tin.

## Các ô nhập

card-number = Số định danh cá nhân
card-number-hint = 12 chữ số, có thể viết cách. Ví dụ: 001 190 000 018
card-number-missing = Nhập 12 chữ số định danh cá nhân của bạn
card-number-length = Số định danh có 12 chữ số, bạn đã nhập { $found }
card-number-former = Chín chữ số này là số chứng minh nhân dân cũ. Hãy nhập 12 chữ số trên thẻ mới
card-number-character = Số định danh chỉ gồm chữ số
card-name = Họ và tên
card-name-hint = Đúng như trên thẻ
card-name-missing = Nhập họ và tên đúng như trên thẻ
card-born = Ngày sinh
card-born-hint = Ngày, tháng, năm. Ví dụ: 07/03/1990
card-born-wrong = Nhập ngày sinh đủ ngày, tháng, năm, ví dụ 07/03/1990
card-sex = Giới tính
card-sex-missing = Chọn giới tính ghi trên thẻ
card-residence = Nơi thường trú
card-residence-wrong = Nơi thường trú không được dài quá 300 ký tự
card-issued = Ngày cấp
card-issued-hint = Ở mặt sau của thẻ. Ví dụ: 12/05/2021
card-issued-wrong = Nhập ngày cấp đủ ngày, tháng, năm, ví dụ 12/05/2021, hoặc để trống

## Ảnh hoặc mã không đúng

card-picture-empty = Hãy chọn hoặc chụp ảnh trước
card-picture-large = Ảnh quá lớn. Hãy chụp ảnh không quá 12 MB và 28 megapixel
card-picture-heic = Không đọc được ảnh HEIC. Hãy đặt camera của điện thoại ở chế độ JPEG (“Tương thích nhất”), hoặc chụp màn hình
card-picture-kind = Không đọc được loại tệp này. Hãy chọn ảnh JPEG, PNG hoặc WebP
card-picture-damaged = Ảnh bị hỏng hoặc thiếu dữ liệu. Hãy chụp ảnh khác
card-picture-no-code = Không thấy mã QR. Hãy đưa mã lại gần để mã chiếm khoảng một phần ba khung hình
card-picture-blurred = Mã bị mờ hoặc bị che một phần. Hãy giữ yên tay, lau ống kính và tránh lóa
card-picture-several = Trong ảnh có nhiều mã. Hãy chỉ chụp một thẻ
card-picture-crowded = Trong ảnh có quá nhiều họa tiết. Hãy đặt thẻ trên nền trơn
card-code-empty = Mã này không có nội dung. Hãy quét mã trên thẻ căn cước của bạn
card-code-newer = Đây là mã của thẻ căn cước mẫu 2024, chưa đọc được tại đây. Hãy tự nhập thông tin trên thẻ
card-code-part = Chỉ đọc được một phần mã trên thẻ. Hãy quét lại; nếu vẫn không được, hãy tự nhập thông tin
card-code-field = Đây có vẻ là thẻ căn cước nhưng một số thông tin không đọc được. Hãy tự nhập thông tin
card-foreign-health = Đây là mã QR cá nhân thời dịch Covid-19. Hãy quét mã trên thẻ căn cước
card-foreign-application = Đây là mã do một ứng dụng hiển thị. Hãy quét mã in trên thẻ căn cước
card-foreign-address = Mã này là một địa chỉ web. Hãy quét mã trên thẻ căn cước
card-foreign-visiting-card = Đây là mã danh thiếp. Hãy quét mã trên thẻ căn cước
card-foreign-machine-readable = Đây là dòng mã của hộ chiếu hoặc thẻ nước khác. Hãy quét mã QR trên thẻ căn cước Việt Nam
card-foreign-payment = Đây là mã thanh toán. Hãy quét mã trên thẻ căn cước
card-foreign-network = Đây là mã Wi-Fi. Hãy quét mã trên thẻ căn cước
card-foreign-binary = Mã này không chứa văn bản. Hãy quét mã trên thẻ căn cước
card-foreign-unknown = Đây không phải là mã của thẻ căn cước Việt Nam

## Thông tin không khớp

card-doubt-sex = Theo số định danh thì giới tính khác với thông tin đã nhập.
card-doubt-birth-year = Theo số định danh thì năm sinh khác với thông tin đã nhập.
card-doubt-place = Không rõ tỉnh, thành phố hoặc quốc gia ở đầu số định danh.
card-doubt-issued-too-early = Theo thông tin này, thẻ được cấp khi chưa đủ 14 tuổi hoặc trước ngày sinh.
card-doubt-future = Ngày cấp ở trong tương lai.
