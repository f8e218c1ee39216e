### Phép kiểm tra ngăn chương trình tự động điền biểu mẫu.

challenge-title = Mã xác nhận
challenge-working = Thiết bị của bạn đang tính toán trong giây lát. Bạn không cần làm gì.
challenge-done = Thiết bị của bạn đã kiểm tra xong. Bạn không cần làm gì.
challenge-failed = Thiết bị của bạn không tự kiểm tra được. Hãy nhập các chữ số trong hình hoặc trong đoạn âm thanh.
challenge-choose = Nhập các chữ số trong hình
challenge-picture-alt = Hình có năm chữ số. Nếu không đọc được, hãy nghe đoạn âm thanh ngay sau đây.
challenge-listen = Năm chữ số được đọc thành tiếng
challenge-file = Tệp âm thanh đọc các chữ số
challenge-digits = Các chữ số trong hình hoặc đoạn âm thanh
challenge-digits-hint = Năm chữ số
challenge-another = Đổi mã khác
challenge-wanted = Hãy hoàn thành mã xác nhận bên dưới. Nếu trang này hỏi mật khẩu, hãy nhập lại mật khẩu
challenge-wrong = Các chữ số chưa đúng. Hãy nhập các chữ số trong hình mới
challenge-over = Mã xác nhận đã được dùng hoặc đã quá hạn. Hãy hoàn thành mã mới bên dưới. Nếu trang này hỏi mật khẩu, hãy nhập lại mật khẩu
challenge-too-many = Mạng của bạn đã nhập sai mã xác nhận quá nhiều lần. Hãy thử lại sau { $time }
