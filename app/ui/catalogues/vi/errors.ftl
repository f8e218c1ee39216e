### Pages that say that something did not work, and what to do.

error-reference = Mã tra cứu
error-way-home = Về trang chủ
error-way-again = Thử lại
error-way-open-form = Mở lại biểu mẫu
error-way-sign-in = Chọn cách đăng nhập

error-not-found = Không tìm thấy trang này
error-not-found-do = Địa chỉ có thể bị gõ thiếu, hoặc trang đã được chuyển đi. Hãy kiểm tra lại địa chỉ, hoặc bắt đầu từ trang chủ.
error-forbidden = Bạn không có quyền xem trang này
error-forbidden-do = Trang này dành cho tài khoản khác hoặc cho người có nhiệm vụ khác. Nếu bạn có nhiều tài khoản, hãy đăng xuất rồi đăng nhập bằng tài khoản kia.
error-form-expired = Biểu mẫu đã hết hạn
error-form-expired-do = Thông tin chưa được gửi đi. Trang có thể đã mở quá lâu, hoặc bạn vừa đăng nhập hay đăng xuất ở một thẻ khác. Hãy mở lại biểu mẫu rồi điền lại.
error-too-many = Bạn đã thử quá nhiều lần
error-too-many-do = Để bảo vệ tài khoản, chúng tôi tạm dừng nhận thêm. Bạn có thể thử lại sau { $time }.
error-busy = Hệ thống đang có rất nhiều người dùng
error-busy-do = Yêu cầu của bạn chưa được thực hiện. Hãy đợi một phút rồi thử lại.
error-unreachable = { $site } hiện không trả lời
error-unreachable-do = Không phải lỗi của bạn, và chưa có gì thay đổi. Hãy thử lại sau vài phút, hoặc dùng cách đăng nhập khác.
error-cancelled = Bạn chưa đăng nhập
error-cancelled-do = Việc đăng nhập đã được hủy theo ý bạn; không có thông tin nào được chuyển đi. Bạn có thể đăng nhập lại bất cứ lúc nào.
error-unknown-client = Chúng tôi không nhận ra trang đã đưa bạn đến đây
error-unknown-client-do = Trang đó chưa đăng ký với chúng tôi, hoặc đường dẫn bị sai, nên chúng tôi không đưa bạn quay lại đó. Hãy quay lại trang ấy và bắt đầu lại; nếu vẫn vậy, hãy báo cho họ.
error-bad-request = Chúng tôi không hiểu yêu cầu này
error-bad-request-do = Đường dẫn có thể đã cũ hoặc bị cắt mất một phần. Hãy bắt đầu lại từ trang chủ.
error-internal = Hệ thống gặp sự cố
error-internal-do = Lỗi thuộc về chúng tôi và đã được ghi lại. Hãy thử lại sau ít phút. Nếu vẫn không được, hãy cho bộ phận hỗ trợ biết mã tra cứu dưới đây.
