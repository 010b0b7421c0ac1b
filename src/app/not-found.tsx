export default function NotFound() {
  return (
    <>
      <h1>Nothing is recorded at this address</h1>
      <p>
        The address may be mistyped. Records are never removed, so a good address keeps working.{' '}
        <a href="/">See all records.</a>
      </p>
    </>
  );
}
