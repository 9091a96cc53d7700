// A trading house: the same rows wherever it is made, by arithmetic alone.
export const counts = {
  suppliers: 200,
  categories: 25,
  products: 5_000,
  clerks: 50,
  customers: 10_000,
  orders: 50_000,
  orderLines: 250_000,
};

/** How many customers have the same country. */
export const customersOfCountry = 500;

const tables = `
  create table suppliers (id int primary key, name text not null, city text not null, country text not null);
  create table categories (id int primary key, name text not null, description text not null);
  create table clerks (id int primary key, name text not null, hired_on date not null);
  create table products (
    id int primary key,
    supplier_id int not null,
    category_id int not null,
    name text not null,
    unit_price numeric(10,2) not null,
    in_stock int not null,
    discontinued boolean not null,
    attributes jsonb not null,
    tags text[] not null
  );
  create table customers (
    id int primary key,
    company_name text not null,
    contact_name text not null,
    city text not null,
    country text not null,
    credit_limit numeric(12,2) not null,
    active boolean not null,
    created_at timestamptz not null
  );
  create table orders (
    id int primary key,
    customer_id int not null,
    clerk_id int not null,
    status text not null,
    freight numeric(10,2) not null,
    ship_city text not null,
    ordered_at timestamptz not null,
    shipped_at timestamptz
  );
  create table order_lines (
    id int primary key,
    order_id int not null,
    product_id int not null,
    quantity int not null,
    unit_price numeric(10,2) not null,
    discount double precision not null
  );`;

const cities =
  "array['Bergen','Cork','Delft','Espoo','Fano','Ghent','Hull','Izmir','Jena','Kiel','Lyon','Malmö','Nantes','Oulu','Porto','Riga','Split','Turku','Urbino','Vaasa']";

const rows = `
  insert into suppliers
    select i, 'Supplier ' || i, (${cities})[1 + i % 20], 'Country ' || i % 20 from generate_series(1, ${counts.suppliers}) i;
  insert into categories
    select i, 'Category ' || i, repeat('What belongs here. ', 1 + i % 4) from generate_series(1, ${counts.categories}) i;
  insert into clerks
    select i, 'Clerk ' || i, date '2010-01-01' + i * 37 from generate_series(1, ${counts.clerks}) i;
  insert into products
    select i, 1 + i * 7 % ${counts.suppliers}, 1 + i % ${counts.categories}, 'Product ' || i,
      (1 + i * 7919 % 50000)::numeric / 100, i * 31 % 500, i % 10 = 0,
      jsonb_build_object('colour', (array['red','green','blue','grey'])[1 + i % 4], 'grams', i * 13 % 5000),
      array['tag' || i % 7, 'tag' || i % 11]
    from generate_series(1, ${counts.products}) i;
  insert into customers
    select i, 'Trading house ' || i * 7919 % ${counts.customers} || ' & Sons', 'Contact ' || i, (${cities})[1 + i % 20],
      'Country ' || i % ${counts.customers / customersOfCountry}, (i * 104729 % 10000000)::numeric / 100, i % 8 <> 0,
      timestamptz '2019-01-01 00:00:00+00' + i * interval '1471 seconds' + i % 1000 * interval '1 millisecond'
    from generate_series(1, ${counts.customers}) i;
  insert into orders
    select i, 1 + i::bigint * 7919 % ${counts.customers}, 1 + i % ${counts.clerks},
      (array['draft','placed','packed','shipped','delivered','returned'])[1 + i * 31 % 6],
      (i::bigint * 104729 % 100000)::numeric / 100, (${cities})[1 + i * 3 % 20],
      timestamptz '2020-01-01 00:00:00+00' + i * interval '1801 seconds',
      case when i % 5 > 0 then timestamptz '2020-01-03 12:30:00.25+00' + i * interval '1801 seconds' end
    from generate_series(1, ${counts.orders}) i;
  insert into order_lines
    select i, 1 + (i - 1) / ${counts.orderLines / counts.orders}, 1 + i::bigint * 3571 % ${counts.products}, 1 + i * 17 % 40,
      (1 + i::bigint * 7919 % 50000)::numeric / 100, (i % 5) * 0.05
    from generate_series(1, ${counts.orderLines}) i;`;

const indexes = `
  create index on products (supplier_id);
  create index on products (category_id);
  create unique index on customers (country, company_name);
  create index on orders (customer_id);
  create index on orders (clerk_id);
  create index on order_lines (order_id);
  create index on order_lines (product_id);`;

/** Makes the tables in an empty database. Takes a few seconds. */
export async function makeDataset(sql) {
  await sql.unsafe(tables + rows + indexes);
  await sql.unsafe("vacuum analyze");
}
