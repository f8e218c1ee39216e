INSERT INTO postal_addresses (id, account_id, country, label, recipient, phone, place, town, street, postcode, main,
    changed_at)
  VALUES (x'01990000000070008000000000000241', x'01990000000070008000000000000002', 'vn', 'Nhà', 'Trần Văn An', '',
          '00070', '', '12 Hàng Bài', '11000', 1, 1760000000000);
