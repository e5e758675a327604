using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rattache.Web.Data.Migrations.Postgres
{
    /// <summary>Lines are added, and get their seal once; nothing else is done to them.</summary>
    public partial class AuditIsAppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                create function audit_refuse() returns trigger language plpgsql as $$
                begin
                    raise exception 'audit lines are never changed or removed';
                end $$;

                create trigger audit_no_change before update on audit for each row
                when (not (old.position is null and new.position is not null and new.seal is not null
                    and new.id = old.id and new.at = old.at and new.kind = old.kind and new.outcome = old.outcome
                    and new.actor is not distinct from old.actor and new.subject is not distinct from old.subject
                    and new.other is not distinct from old.other and new.digest is not distinct from old.digest))
                execute function audit_refuse();

                create trigger audit_no_removal before delete on audit for each row execute function audit_refuse();

                create trigger audit_no_emptying before truncate on audit for each statement execute function audit_refuse();
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop trigger audit_no_emptying on audit;
                drop trigger audit_no_removal on audit;
                drop trigger audit_no_change on audit;
                drop function audit_refuse();
                """
            );
        }
    }
}
